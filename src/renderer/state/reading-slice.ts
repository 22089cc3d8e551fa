import type { RowCondition, RowField, RowsQuery } from '../../projection/rows-query.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import type { ProjectionTab } from './projection-tab.ts'

export const readForms = ['table', 'tree', 'chart', 'diff', 'failures'] as const

export type ReadForm = (typeof readForms)[number]

/** Which rows of a read model are wanted, and in which order. */
export type TableQuery = Pick<RowsQuery, 'text' | 'where' | 'sort'>

/** How a person reads one tab's read model. */
export interface Reading {
  readonly form: ReadForm
  /** Of the cell that is looked at. */
  readonly key: string | undefined
  readonly table: TableQuery
  /** Place of the first row in sight, from 0, for when the table is shown again. */
  readonly tablePlace: number
}

export interface ReadingSlice {
  /** By tab; a tab that nobody touched has none: see {@link readingOf}. */
  readonly readings: Readonly<Record<number, Reading>>
  /** The line of a tab's source, from 1, that somebody wants to see; each wish is an object of its own. */
  readonly lineWanted: { readonly tab: number; readonly line: number } | undefined

  readonly setReadForm: (tab: number, form: ReadForm) => void
  readonly selectCell: (tab: number, key: string) => void
  /** Shows one cell as a tree. */
  readonly openCell: (tab: number, key: string) => void
  readonly queryTable: (tab: number, query: TableQuery) => void
  /** Sorts by a field; once more turns the order, and a third time takes the sorting away. */
  readonly sortTable: (tab: number, field: RowField) => void
  readonly keepTablePlace: (tab: number, place: number) => void
  readonly showLine: (tab: number, line: number) => void
}

const FIRST_READING: Reading = { form: 'table', key: undefined, table: {}, tablePlace: 0 }

const TABLE_ROWS = 100

export function readingOf({ readings }: Pick<ExplorerState, 'readings'>, tab: number): Reading {
  return readings[tab] ?? FIRST_READING
}

export function activeTab({
  projections,
  activeProjection,
}: Pick<ExplorerState, 'projections' | 'activeProjection'>): ProjectionTab | undefined {
  return projections.find(({ id }) => id === activeProjection)
}

export function isSameField(a: RowField, b: RowField): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

export const createReadingSlice: Slice<ReadingSlice> = () => (set, get, api) => {
  function change(tab: number, next: (reading: Reading) => Reading): Reading {
    const reading = next(readingOf(get(), tab))
    set(({ readings }) => ({ readings: { ...readings, [tab]: reading } }))
    return reading
  }

  /** Asks the run for what the form shows: one cell in a tree, else a page of rows. */
  function show(tab: number, { form, key, table, tablePlace }: Reading): void {
    if (form === 'tree') get().showReadModel(tab, { from: 0, limit: 1, ...(key !== undefined && { key }) })
    else if (form === 'table')
      get().showReadModel(tab, { from: Math.max(0, tablePlace - TABLE_ROWS / 2), limit: TABLE_ROWS, ...table })
  }

  api.subscribe((state, before) => {
    if (state.projections === before.projections) return
    for (const tab of state.projections) {
      const earlier = before.projections.find(({ id }) => id === tab.id)
      if (earlier === undefined || earlier.columns === tab.columns) continue
      const { table } = readingOf(state, tab.id)
      const left = withoutLostColumns(table, tab.columns)
      if (left !== table) get().queryTable(tab.id, left)
    }
  })

  return {
    readings: {},
    lineWanted: undefined,

    setReadForm(tab, form) {
      const first = get().projections.find(({ id }) => id === tab)?.view?.rows[0]?.key
      show(
        tab,
        change(tab, (now) => ({ ...now, form, key: now.key ?? first })),
      )
    },
    selectCell: (tab, key) => void change(tab, (now) => ({ ...now, key })),
    openCell(tab, key) {
      show(
        tab,
        change(tab, (now) => ({ ...now, form: 'tree', key })),
      )
    },
    queryTable(tab, table) {
      show(
        tab,
        change(tab, (now) => ({ ...now, table, tablePlace: 0 })),
      )
    },
    sortTable(tab, field) {
      const { sort, ...table } = readingOf(get(), tab).table
      const isThis = sort !== undefined && isSameField(sort.field, field)
      if (isThis && sort.descending) return get().queryTable(tab, table)
      get().queryTable(tab, { ...table, sort: { field, descending: isThis } })
    },
    keepTablePlace: (tab, tablePlace) => void change(tab, (now) => ({ ...now, tablePlace })),
    showLine: (tab, line) => set({ lineWanted: { tab, line } }),
  }
}

/** The query less what it says of columns that are no more. */
function withoutLostColumns(query: TableQuery, columns: readonly string[]): TableQuery {
  const lost = (field: RowField): boolean => 'column' in field && !columns.includes(field.column)
  const { where = [], sort, ...rest } = query
  const kept: readonly RowCondition[] = where.filter(({ field }) => !lost(field))
  if (kept.length === where.length && !(sort && lost(sort.field))) return query
  return { ...rest, ...(kept.length > 0 && { where: kept }), ...(sort && !lost(sort.field) && { sort }) }
}
