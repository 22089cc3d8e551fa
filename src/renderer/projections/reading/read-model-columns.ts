import type { RowField } from '../../../projection/rows-query.ts'
import type { ColumnValue, StateRow } from '../../../projection/state-view.ts'

/** Most columns made of a state's own members. */
const MAX_MEMBERS = 12

export interface ReadModelColumns {
  readonly names: readonly string[]
  /** By what rows are sorted or filtered to do so by a column. */
  fieldOf(name: string): RowField
  /** One text per column; `failed` where the column's function threw. */
  cellsOf(row: StateRow): readonly ReadModelCell[]
}

interface ReadModelCell {
  readonly text: string
  readonly tone: 'text' | 'number' | 'none' | 'failed'
}

/** The declared columns, or else the top-level members of the states in `rows`, or else the state as a whole. */
export function readModelColumns(declared: readonly string[], rows: readonly StateRow[]): ReadModelColumns {
  if (declared.length > 0)
    return { names: declared, fieldOf: (column) => ({ column }), cellsOf: ({ columns }) => columns.map(cellOf) }
  const members = memberNames(rows)
  if (members.length === 0)
    return { names: ['state'], fieldOf: () => ({ path: [] }), cellsOf: ({ json }) => [cellOf(JSON.parse(json))] }
  return {
    names: members,
    fieldOf: (name) => ({ path: [name] }),
    cellsOf({ json }) {
      const state: unknown = JSON.parse(json)
      return members.map((name) => cellOf(isRecord(state) ? state[name] : undefined))
    },
  }
}

function memberNames(rows: readonly StateRow[]): readonly string[] {
  const names = new Set<string>()
  for (const { json } of rows) {
    const state: unknown = JSON.parse(json)
    if (!isRecord(state)) return []
    for (const name of Object.keys(state)) names.add(name)
    if (names.size >= MAX_MEMBERS) break
  }
  return [...names].slice(0, MAX_MEMBERS)
}

function cellOf(value: ColumnValue | unknown): ReadModelCell {
  if (value === null || value === undefined) return { text: '–', tone: 'none' }
  if (typeof value === 'number') return { text: String(value), tone: 'number' }
  if (typeof value === 'string') return { text: value, tone: 'text' }
  if (isRecord(value) && typeof value['error'] === 'string' && Object.keys(value).length === 1)
    return { text: value['error'], tone: 'failed' }
  return { text: JSON.stringify(value), tone: 'text' }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
