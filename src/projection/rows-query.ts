import type { StatePath } from './ask/questions.ts'

/** A value of each cell to sort or filter by: a declared column, or what stands at a path of the state. */
export type RowField = { readonly column: string } | { readonly path: StatePath }

export type RowOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains'

/** Compares only like with like: a number never fits a text, and what is absent fits nothing. `contains` is of texts, in any case. */
export interface RowCondition {
  readonly field: RowField
  readonly operator: RowOperator
  readonly value: string | number | boolean | null
}

/** Which rows of a read model. Every condition must hold. */
export interface RowsQuery {
  /** First row wanted, from 0. */
  readonly from: number
  readonly limit: number
  /** Only the cell of exactly this key. */
  readonly key?: string
  /** Only keys that contain this, in any case. */
  readonly text?: string
  readonly where?: readonly RowCondition[]
  /** Default: the order in which keys were first met in the log. Absent values come last either way; equal ones by that order. */
  readonly sort?: { readonly field: RowField; readonly descending: boolean }
}

/** Whether declared columns alone answer it, so that no state is read but those of the rows themselves. */
export function isByColumns({ where = [], sort }: RowsQuery): boolean {
  return [...where.map(({ field }) => field), ...(sort === undefined ? [] : [sort.field])].every(
    (field) => 'column' in field,
  )
}
