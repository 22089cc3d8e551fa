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

/** Numbers, then texts by their UTF-16 units, then false and true; what is absent or null is last in either direction. */
export function compareRowValues(one: RowValue, other: RowValue, descending: boolean): number {
  const [rank, otherRank] = [rankOf(one), rankOf(other)]
  if (rank === LAST || otherRank === LAST) return rank - otherRank
  const order = rank === otherRank ? compareAlike(one, other) : rank - otherRank
  return descending ? -order : order
}

const LAST = 3

function rankOf(value: RowValue): number {
  switch (typeof value) {
    case 'number':
      return 0
    case 'string':
      return 1
    case 'boolean':
      return 2
    default:
      return LAST
  }
}

/** Of two values of one type. */
function compareAlike(one: RowValue, other: RowValue): number {
  if (one === other) return 0
  return one !== undefined && other !== undefined && one !== null && other !== null && one < other ? -1 : 1
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
      return typeof value !== 'boolean' && value !== null && isInOrder(operator, compareAlike(value, wanted))
  }
}

function isInOrder(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}
