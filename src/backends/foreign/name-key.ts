/** What names of tables and columns have in common that are one to SQLite: they differ in the case of the letters A to Z at most. */
export function nameKey(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

export function isSameName(one: string, other: string | undefined): boolean {
  return other !== undefined && nameKey(one) === nameKey(other)
}
