import type { RowCondition, RowField, RowOperator } from '../../../projection/rows-query.ts'
import { parsePath } from '../../state/parse-path.ts'
import { pathText } from '../../state/path-text.ts'

export const rowOperators: readonly RowOperator[] = ['=', '!=', '<', '<=', '>', '>=', 'contains']

/** A field as a person names it: a column by its name, a place in the state by its path. */
export function fieldText(field: RowField): string {
  return 'column' in field ? field.column : pathText(field.path)
}

/** What {@link fieldText} says, read back; a column goes before a path of the same name. `undefined` where it is neither. */
export function parseField(text: string, columns: readonly string[]): RowField | undefined {
  if (columns.includes(text)) return { column: text }
  const path = parsePath(text)
  return path === undefined || path.length === 0 ? undefined : { path }
}

export function conditionText({ field, operator, value }: RowCondition): string {
  return `${fieldText(field)} ${operator} ${typeof value === 'string' ? `"${value}"` : String(value)}`
}

/** A value as it is typed: a number, true, false, null or a text, in quotes where it would be one of the others. */
export function parseValue(text: string, operator: RowOperator): RowCondition['value'] {
  const typed = text.trim()
  if (operator === 'contains') return unquoted(typed)
  switch (typed) {
    case 'true':
      return true
    case 'false':
      return false
    case 'null':
      return null
    default:
      return typed !== '' && Number.isFinite(Number(typed)) ? Number(typed) : unquoted(typed)
  }
}

function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}
