import type { Position } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { parsedPathOf } from './log-columns.ts'
import { newestWins } from './newest-wins.ts'
import { rowIn } from './row-cache.ts'
import { positionsOfRows, rowsAtPositions, type SelectedEvent, withPathValues } from './selected-events.ts'

export interface SelectionSlice {
  /** Events that are selected together, in no order that means anything; empty where only {@link ExplorerState.selected} is. */
  readonly selection: ReadonlySet<Position>
  /** The row that a range is stretched from. */
  readonly selectionAnchor: number | undefined

  /** Selects the rows from the anchor to this one, at most {@link MAX_SELECTED}, and makes it the active one. */
  readonly extendSelection: (row: number) => void
  /** Takes a row's event into the selection or out of it, and makes the row the active one. */
  readonly turnInSelection: (row: number) => void
  /** Selects all rows of the view, the first {@link MAX_SELECTED} where there are more, and says so. */
  readonly selectAllInView: () => void
  /** Only the active event stays selected. */
  readonly clearSelection: () => void
  /** Pins the first of two selected events and selects the second, so that the inspector shows how they differ. */
  readonly compareSelected: () => void
  /** Opens the export's dialog for the selected events. */
  readonly exportSelected: () => void
  /** Exports the selected events as NDJSON, which tests read as a fixture, at once. */
  readonly saveSelectedFixture: () => void
  /** Begins a what-if in which none of the selected events happened. */
  readonly whatIfWithoutSelected: () => void
  /** Hands on the selected events as the log shows them, in order, with what the shown columns have; what is masked is masked. */
  readonly readSelected: (use: (events: readonly SelectedEvent[]) => void) => void
}

/** Most events that are selected together. */
export const MAX_SELECTED = 10_000

const MOST_TEXT = `${MAX_SELECTED.toLocaleString('en-US')} events`

const NONE: ReadonlySet<Position> = new Set()

export const createSelectionSlice: Slice<SelectionSlice> =
  ({ link }) =>
  (set, get) => {
    const collect = newestWins<{ readonly first: number; readonly last: number }>(({ first, last }) =>
      link.inBackground(async () => {
        const { view, selectionAnchor } = get()
        const positions = await positionsOfRows(link, view, first, last)
        if (get().view === view && get().selectionAnchor === selectionAnchor) set({ selection: new Set(positions) })
      }),
    )

    /** How many turns wait for their events; another object once what is selected is another matter. */
    let turning = { count: 0 }

    /** As {@link SelectionSlice.turnInSelection}, for rows that are not here. */
    async function turn(rows: readonly number[]): Promise<void> {
      const { view } = get()
      const ours = turning
      ours.count++
      await link.inBackground(async () => {
        for (const row of rows) {
          const [position] = await positionsOfRows(link, view, row, row)
          if (turning === ours && get().view === view && position !== undefined) turned(position)
        }
      })
      ours.count--
    }

    function turned(position: Position): void {
      const selection = new Set(get().selection)
      if (!selection.delete(position)) selection.add(position)
      set({ selection })
    }

    function clear(): void {
      turning = { count: 0 }
      if (get().selection.size > 0 || get().selectionAnchor !== undefined)
        set({ selection: NONE, selectionAnchor: undefined })
    }

    link.onLeave(clear)

    return {
      selection: NONE,
      selectionAnchor: undefined,

      extendSelection(row) {
        const { logTotal, selectedRow, selectionAnchor = selectedRow ?? row } = get()
        const to = Math.min(logTotal, Math.max(1, row))
        if (to < 1) return
        const reach = MAX_SELECTED - 1
        turning = { count: 0 }
        set({ selectionAnchor })
        get().moveToRow(to)
        if (Math.abs(to - selectionAnchor) > reach) get().say(`No more than ${MOST_TEXT} are selected together`)
        collect({
          first: Math.max(Math.min(to, selectionAnchor), selectionAnchor - reach),
          last: Math.min(Math.max(to, selectionAnchor), selectionAnchor + reach),
        })
      },
      turnInSelection(row) {
        const { selection, selected, selectedRow, rowCache, moveToRow } = get()
        set({ selectionAnchor: row })
        const isFirst = selection.size === 0 && turning.count === 0
        // Until the active row's event is here, `selected` is the one selected before.
        if (isFirst && selectedRow === undefined && selected !== undefined) turned(selected)
        const rows = isFirst && selectedRow !== undefined ? [selectedRow, row] : [row]
        const known = rows.flatMap((one) => rowIn(rowCache, one)?.position ?? [])
        if (known.length < rows.length) void turn(rows)
        else for (const position of known) turned(position)
        moveToRow(row)
      },
      selectAllInView() {
        const { logTotal, say } = get()
        if (logTotal === 0) return
        turning = { count: 0 }
        set({ selectionAnchor: 1 })
        collect({ first: 1, last: Math.min(logTotal, MAX_SELECTED) })
        if (logTotal > MAX_SELECTED) say(`The first ${MOST_TEXT} of ${logTotal.toLocaleString('en-US')} are selected`)
      },
      clearSelection: clear,
      compareSelected() {
        const [first, second, another] = selectedPositions(get())
        if (first === undefined || second === undefined || another !== undefined) return
        get().pinEvent(first)
        get().selectEvent(second)
        get().compareWith('pinned')
        get().showSide('event')
      },
      exportSelected() {
        get().openExport()
        get().chooseExport({ exportScope: 'selection' })
      },
      saveSelectedFixture() {
        get().openExport()
        get().chooseExport({ exportScope: 'selection', exportFormat: 'ndjson' })
        get().startExport()
      },
      whatIfWithoutSelected() {
        get().addWhatIfWithout(selectedPositions(get()))
        get().showSide('what-if')
      },
      readSelected(use) {
        const { view, selection, columns, allMasks } = get()
        const positions = selectedPositions(get())
        const paths = columns.flatMap(({ name, shown }) => (shown ? (parsedPathOf(name) ?? []) : []))
        void link.inBackground(async () => {
          const rows = await rowsAtPositions(link, selection.size === 0 ? EVERYTHING : view, positions, allMasks)
          use(await withPathValues(link, rows, paths, allMasks))
        })
      },
    }
  }

/** What is selected, in the store's order: the events selected together, else the active one. */
export function selectedPositions({
  selection,
  selected,
}: Pick<ExplorerState, 'selection' | 'selected'>): readonly Position[] {
  if (selection.size > 0) return [...selection].toSorted((one, other) => one - other)
  return selected === undefined ? [] : [selected]
}
