/**
 * A snippet as the editor takes it, of one as TypeScript writes it: there, fields are `$1` and `${1:name}`, the place where one ends up is
 * `$0`, and what would be a field is escaped by `\`.
 */
export function snippetOf(text: string): string {
  const parts = text.matchAll(/\\([\\$}])|\$\{(\d+):([^}]*)\}|\$\{?(\d+)\}?|([{}])|([^\\${}]+|[\\$])/g)
  return [...parts]
    .map(([whole, escaped, , name, number, brace]) => {
      if (escaped !== undefined) return escaped
      if (name !== undefined) return `#{${name}}`
      if (number !== undefined) return '#{}'
      return brace === undefined ? whole : `\\${brace}`
    })
    .join('')
}
