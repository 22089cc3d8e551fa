import type { Position } from '../../core/event.ts'
import { EVERYTHING, type EventFilter, isEverything } from '../../core/event-filter.ts'
import type { EventRow, RowPlace } from '../../core/log-index.ts'
import type { ExplorerDeps, Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { blockOf, missingBlocks, noRows, ROWS_PER_BLOCK, type RowCache, rowIn, withBlock } from './row-cache.ts'

/** A wish that the grid brings a row into sight; a new object is a new wish, even for the same row. */
interface Reveal {
  readonly row: number
}

export interface LogSlice {
  /** Which events the log shows. It narrows the log, never the fold. */
  readonly view: EventFilter
  /** Rows of the view, from 1 to this; found so far where not {@link logComplete}. */
  readonly logTotal: number
  readonly logComplete: boolean
  /** Rows that are here; read it with {@link rowIn}. Replaced when rows come. */
  readonly rowCache: RowCache
  /** The row of the last event of the view at or before the playhead; 0 before the first. */
  readonly playheadRow: number
  /** The selected event; its row in the view, where it has one and that is known. */
  readonly selected: Position | undefined
  readonly selectedRow: number | undefined
  readonly reveal: Reveal | undefined

  readonly setView: (view: EventFilter) => void
  /** Says which rows are in sight, both inclusive: those that are not here are asked for. The newest call wins. */
  readonly showRows: (first: number, last: number) => void
  /** Selects the event of a row and brings it into sight. The playhead stays. */
  readonly selectRow: (row: number) => void
  /**
   * Selects an event wherever it comes from and brings its row into sight; a view that does not have it gives way to the
   * whole log. The playhead stays.
   */
  readonly selectEvent: (position: Position) => void
  readonly revealRow: (row: number) => void
  /** The store has grown: counts again, and asks again for the rows in sight that came to it. */
  readonly refreshLog: () => void
}

const COUNT_AGAIN_MS = 250

const emptyView = {
  logTotal: 0,
  logComplete: false,
  rowCache: noRows,
  playheadRow: 0,
  selectedRow: undefined,
} satisfies Partial<LogSlice>

export const createLogSlice: Slice<LogSlice> = (deps) => (set, get, api) => {
  const { link, clock } = deps
  let sight = { first: 1, last: 1 }

  function counted({ total, complete }: Pick<RowPlace, 'total' | 'complete'>): void {
    set({ logTotal: total, logComplete: complete })
  }

  const fetchSight = newestWins<void>(() =>
    link.inBackground(async () => {
      const { view, rowCache, logTotal } = get()
      for (const block of missingBlocks(rowCache, sight.first, sight.last, logTotal)) {
        const page = await link.ask('log.rows', { view, fromRow: block * ROWS_PER_BLOCK + 1, limit: ROWS_PER_BLOCK })
        if (get().view !== view) return
        counted(page)
        set((state) => ({ rowCache: withBlock(state.rowCache, block, page.rows) }))
        if (block < blockOf(sight.first) || block > blockOf(sight.last)) return
      }
    }),
  )

  const count = newestWins<EventFilter>((view) =>
    link.inBackground(async () => {
      const place = await link.ask('log.rowAt', { view, position: get().head })
      if (get().view !== view) return
      counted(place)
      fetchSight()
      if (!place.complete) clock.after(COUNT_AGAIN_MS, () => count(view))
    }),
  )

  const locatePlayhead = newestWins<Position>((position) =>
    link.inBackground(async () => {
      const { view } = get()
      const { row } = await link.ask('log.rowAt', { view, position })
      if (get().view === view) set({ playheadRow: row })
    }),
  )

  const locateSelected = newestWins<{ readonly position: Position; readonly missing: 'widen' | 'leave' }>(
    ({ position, missing }) =>
      link.inBackground(async () => {
        const { view } = get()
        const row = await rowOfEvent(deps, view, position)
        if (get().view !== view || get().selected !== position) return
        if (row !== undefined) set({ selectedRow: row, reveal: { row } })
        else if (missing === 'widen' && !isEverything(view)) get().setView(EVERYTHING)
      }),
  )

  const selectByRow = newestWins<number>((row) =>
    link.inBackground(async () => {
      const { view } = get()
      const [event] = (await link.ask('log.rows', { view, fromRow: row, limit: 1 })).rows
      if (get().view === view && get().selectedRow === row && event) set({ selected: event.position })
    }),
  )

  api.subscribe((state, before) => {
    if (state.playhead !== before.playhead || state.view !== before.view) locatePlayhead(state.playhead)
  })

  return {
    view: EVERYTHING,
    ...emptyView,
    selected: undefined,
    reveal: undefined,

    setView(view) {
      set({ ...emptyView, view })
      sight = { first: 1, last: ROWS_PER_BLOCK }
      count(view)
      const { selected } = get()
      if (selected !== undefined) locateSelected({ position: selected, missing: 'leave' })
    },
    showRows(first, last) {
      sight = { first, last }
      if (missingBlocks(get().rowCache, first, last, get().logTotal).length > 0) fetchSight()
    },
    selectRow(row) {
      const { logTotal, rowCache } = get()
      const wanted = Math.min(logTotal, Math.max(1, row))
      if (wanted < 1) return
      const known = rowIn(rowCache, wanted)
      set({ selectedRow: wanted, reveal: { row: wanted }, ...(known && { selected: known.position }) })
      if (known === undefined) selectByRow(wanted)
    },
    selectEvent(position) {
      set({ selected: position, selectedRow: undefined })
      locateSelected({ position, missing: 'widen' })
    },
    revealRow: (row) => set({ reveal: { row } }),
    refreshLog: () => count(get().view),
  }
}

/** The row of the event at exactly this position, or nothing where the view does not have it. */
async function rowOfEvent({ link }: ExplorerDeps, view: EventFilter, position: Position): Promise<number | undefined> {
  const { row } = await link.ask('log.rowAt', { view, position })
  if (row === 0) return undefined
  const [event]: readonly EventRow[] = (await link.ask('log.rows', { view, fromRow: row, limit: 1 })).rows
  return event?.position === position ? row : undefined
}
