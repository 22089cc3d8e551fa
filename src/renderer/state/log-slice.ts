import type { Event, Position } from '../../core/event.ts'
import { EVERYTHING, type EventFilter, isEverything } from '../../core/event-filter.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { type NeighbourOf, neighboursIn, neighbourView, type Sought } from './neighbours.ts'
import { newestWins } from './newest-wins.ts'
import { rowIn } from './row-cache.ts'
import { emptyRows, followView, type ViewRows } from './view-rows.ts'

/** What the grid of the log keeps in sight: the playhead as it moves, or the place where it is. A new object is a new wish. */
interface Keeping {
  readonly what: 'playhead' | 'place'
}

/** The log: rows of its view, which narrows the log and never the fold. */
export interface LogSlice extends ViewRows {
  /** The selected event: the one that the inspector shows. */
  readonly selected: Position | undefined
  readonly keeping: Keeping
  /** Whether the grid follows the playhead now: not while it is scrolled away from it, either. The grid says so. */
  readonly followsPlayhead: boolean

  readonly setView: (view: EventFilter) => void
  /** Says which rows are in sight, both inclusive: those that are not here are asked for. The newest call wins. */
  readonly showRows: (first: number, last: number) => void
  /** Selects the event of a row alone and brings it into sight. The playhead stays. */
  readonly selectRow: (row: number) => void
  /** Makes a row's event the selected one beside what else is selected, and brings it into sight. */
  readonly moveToRow: (row: number) => void
  /**
   * Selects an event wherever it comes from and brings its row into sight; a view that does not have it gives way to the
   * whole log. The playhead stays.
   */
  readonly selectEvent: (position: Position) => void
  /** As {@link selectEvent}, but the view stays as it is. */
  readonly selectBeside: (position: Position) => void
  /** Selects the nearest event of the view that has this in common with the selected one; says so where there is none. */
  readonly goToNeighbour: (of: NeighbourOf, sought: Sought) => void
  readonly revealRow: (row: number) => void
  readonly keepInSight: (what: Keeping['what']) => void
  readonly sayFollowing: (follows: boolean) => void
  /** Looks no further for events of a view that is being searched; what was found stays. */
  readonly stopSearch: () => void
  readonly resumeSearch: () => void
  /** The store has grown: counts again, and asks again for the rows in sight that came to it. */
  readonly refreshLog: () => void
}

interface Wish {
  readonly of: NeighbourOf
  readonly sought: Sought
}

export const createLogSlice: Slice<LogSlice> =
  ({ link, clock, activity }) =>
  (set, get, api) => {
    const rows = followView({ link, clock, activity, state: get, rows: get, keep: set })
    /** The neighbour that was wished for last. */
    let wished: Wish | undefined

    const selectByRow = newestWins<number>((row) =>
      link.inBackground(async () => {
        const { view } = get()
        const [event] = (await link.ask('log.rows', { view, fromRow: row, limit: 1 })).rows
        if (get().view === view && get().selectedRow === row && event) set({ selected: event.position })
      }),
    )

    const seekNeighbour = newestWins<Wish>((wish) =>
      link.inBackground(async () => {
        const { selected, view, say } = get()
        if (selected === undefined) return
        const isWanted = (): boolean => wished === wish && get().selected === selected && get().view === view
        const event = shownEvent(get()) ?? (await link.ask('event.get', { position: selected })).event
        if (event === undefined || !isWanted()) return
        const { of, sought } = wish
        const among = neighbourView(view, event, of)
        if (among === undefined) return say('The event names no correlation')
        const found = await neighboursIn({ link, clock, activity }, among, selected, isWanted)
        if (found === undefined || !isWanted()) return
        if (found[sought] !== undefined) get().selectEvent(found[sought].position)
        else say(`No ${sought === 'next' ? 'later' : 'earlier'} event of this ${of} in what the log shows`)
      }),
    )

    function select(position: Position, onMissing: () => void): void {
      get().clearSelection()
      set({ selected: position, selectedRow: undefined })
      rows.locate({ position, wanted: () => get().selected === position, onMissing })
    }

    api.subscribe((state, before) => {
      if (state.playhead !== before.playhead || state.view !== before.view) rows.locatePlayhead(state.playhead)
      if (state.activeMasks !== before.activeMasks) rows.forgetRows()
    })

    return {
      view: EVERYTHING,
      ...emptyRows,
      selected: undefined,
      reveal: undefined,
      keeping: { what: 'playhead' },
      followsPlayhead: true,

      setView(view) {
        get().clearSelection()
        rows.see(view)
        const { selected } = get()
        if (selected === undefined) return
        rows.locate({ position: selected, wanted: () => get().selected === selected, onMissing: () => {} })
      },
      showRows(first, last) {
        rows.show(first, last)
        get().showValues(first, last)
      },
      selectRow(row) {
        get().clearSelection()
        get().moveToRow(row)
      },
      moveToRow(row) {
        const { logTotal, rowCache } = get()
        const wanted = Math.min(logTotal, Math.max(1, row))
        if (wanted < 1) return
        const known = rowIn(rowCache, wanted)
        set({ selectedRow: wanted, reveal: { row: wanted }, ...(known && { selected: known.position }) })
        if (known === undefined) selectByRow(wanted)
      },
      selectEvent(position) {
        select(position, () => {
          if (!isEverything(get().view)) get().setView(EVERYTHING)
        })
      },
      selectBeside: (position) => select(position, () => {}),
      goToNeighbour(of, sought) {
        wished = { of, sought }
        seekNeighbour(wished)
      },
      revealRow: (row) => set({ reveal: { row } }),
      keepInSight: (what) => set({ keeping: { what } }),
      sayFollowing: (followsPlayhead) => set({ followsPlayhead }),
      stopSearch: () => set({ searchStopped: true }),
      resumeSearch() {
        set({ searchStopped: false })
        rows.countAgain()
      },
      refreshLog: () => rows.countAgain(),
    }
  }

/** The selected event, where it has come to the inspector. */
function shownEvent({ inspection, selected }: ExplorerState): Event | undefined {
  const event = inspection.kind === 'shown' ? inspection.inspected.event : undefined
  return event?.position === selected ? event : undefined
}
