import type { ProjectionColumn } from '../core/projection.ts'
import type { RowCondition } from './rows-query.ts'

/** What a row is sorted and filtered by: of objects and lists their JSON text; `undefined` where there is nothing, or it could not be had. */
export type RowValue = string | number | boolean | null | undefined

/** What a column gives of a state, or what it threw. */
export type ColumnResult = { readonly value: RowValue } | { readonly thrown: unknown }

export function columnResult(column: ProjectionColumn, state: unknown): ColumnResult {
  try {
    return { value: rowValueOf(column.valueOf(state)) }
  } catch (thrown) {
    return { thrown }
  }
}

/** @throws whatever its `toJSON` throws */
export function rowValueOf(value: unknown): RowValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return value
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'bigint':
      return String(value)
    default:
      return value === null ? null : String(JSON.stringify(value))
  }
}

/** Whether a value fits a condition; see {@link RowCondition} for what is compared with what. */
export function fits(value: RowValue, { operator, value: wanted }: RowCondition): boolean {
  if (value === undefined || typeof value !== typeof wanted || (value === null) !== (wanted === null)) return false
  switch (operator) {
    case '=':
      return value === wanted
    case '!=':
      return value !== wanted
    case 'contains':
      return (
        typeof value === 'string' && typeof wanted === 'string' && value.toLowerCase().includes(wanted.toLowerCase())
      )
    default:
      if (typeof value === 'number' && typeof wanted === 'number') return isInOrder(value, operator, wanted)
      return typeof value === 'string' && typeof wanted === 'string' && isInOrder(value, operator, wanted)
  }
}

function isInOrder<Value extends number | string>(
  value: Value,
  operator: '<' | '<=' | '>' | '>=',
  wanted: Value,
): boolean {
  switch (operator) {
    case '<':
      return value < wanted
    case '<=':
      return value <= wanted
    case '>':
      return value > wanted
    case '>=':
      return value >= wanted
  }
}
