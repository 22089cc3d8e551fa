import type { Slice } from './explorer-store.ts'
import {
  firstColumns,
  type LogColumn,
  MAX_PATH_COLUMNS,
  shownPaths,
  withColumn,
  withColumnBefore,
  withoutColumn,
  withWidth,
} from './log-columns.ts'
import { newestWins } from './newest-wins.ts'
import { missingValues, noValues, type ValueCache, withValues } from './value-cache.ts'

export interface ColumnsSlice {
  /** The log's columns in their order, hidden ones too. Kept with the store. */
  readonly columns: readonly LogColumn[]
  /** What is at the paths of the shown columns, for rows that are here. Replaced when values come. */
  readonly valueCache: ValueCache

  /**
   * Shows a standard column by its name, or makes one of a payload path (`data.total`).
   *
   * @throws InvalidFilter where it is neither
   */
  readonly showColumn: (path: string) => void
  /** Hides a standard column, and takes away one that was made of a path. One column always stays. */
  readonly hideColumn: (name: string) => void
  /** Moves a column to stand before another one, or last. */
  readonly moveColumn: (name: string, before: string | undefined) => void
  /** @param widthPx is brought within bounds; undefined lets it take what the others leave */
  readonly resizeColumn: (name: string, widthPx: number | undefined) => void
  readonly resetColumns: () => void
  /** Says which rows are in sight, both inclusive: their values are asked for as soon as the rows are here. */
  readonly showValues: (first: number, last: number) => void
}

export const createColumnsSlice: Slice<ColumnsSlice> =
  ({ link }) =>
  (set, get, api) => {
    let sight = { first: 1, last: 0 }

    const fetchValues = newestWins<void>(() =>
      link.inBackground(async () => {
        for (;;) {
          const { view, rowCache, columns, valueCache } = get()
          const [next] = missingValues(valueCache, rowCache, sight.first, sight.last, shownPaths(columns))
          if (next === undefined) return
          const positions = next.rows.map(({ position }) => position)
          const { values } = await link.ask('log.values', { positions, paths: next.paths })
          if (get().view !== view) return
          set((state) => ({ valueCache: withValues(state.valueCache, next, values) }))
        }
      }),
    )

    link.onLeave(() => set({ columns: firstColumns, valueCache: noValues }))

    api.subscribe((state, before) => {
      if (state.view !== before.view) set({ valueCache: noValues })
      const changed = state.rowCache !== before.rowCache || state.columns !== before.columns
      if (changed && shownPaths(state.columns).length > 0) fetchValues()
    })

    return {
      columns: firstColumns,
      valueCache: noValues,

      showColumn(path) {
        const { columns, say } = get()
        const more = withColumn(columns, path)
        if (more === columns) say(`No more than ${MAX_PATH_COLUMNS} columns are made of payload paths`)
        set({ columns: more })
      },
      hideColumn: (name) => set(({ columns }) => ({ columns: withoutColumn(columns, name) })),
      moveColumn: (name, before) => set(({ columns }) => ({ columns: withColumnBefore(columns, name, before) })),
      resizeColumn: (name, widthPx) => set(({ columns }) => ({ columns: withWidth(columns, name, widthPx) })),
      resetColumns: () => set({ columns: firstColumns }),
      showValues(first, last) {
        sight = { first, last }
        if (shownPaths(get().columns).length > 0) fetchValues()
      },
    }
  }
