import type { StreamName } from '../../core/event.ts'
import { EVERYTHING, type EventFilter } from '../../core/event-filter.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { rowIn } from './row-cache.ts'
import { positionsOfRows } from './selected-events.ts'
import { emptyRows, followView, type ViewRows } from './view-rows.ts'

export interface LanesSlice {
  /** The streams that stand side by side, in their order. Kept with the store. */
  readonly laneStreams: readonly StreamName[]
  /** The events of any of them, in order: a view of its own beside the log's. */
  readonly laneRows: ViewRows
  /** Streams that fit what is typed where one is added, best first. */
  readonly laneFinds: readonly StreamName[]

  /** Shows these streams side by side, and no others, in the middle of the window. */
  readonly openLanes: (streams: readonly StreamName[]) => void
  /** Puts one more stream beside the others, last, and shows them. */
  readonly addLane: (stream: StreamName) => void
  /** Puts the stream of this name beside the others, else the one whose name fits best; says so where none does. */
  readonly addLaneNamed: (text: string) => void
  readonly removeLane: (stream: StreamName) => void
  readonly findLane: (text: string) => void
  /** Says which rows are in sight, both inclusive. */
  readonly showLaneRows: (first: number, last: number) => void
  /** Selects the event of a row, beyond either end that of the last one there; the log's view stays as it is. */
  readonly selectLaneRow: (row: number) => void
}

const MOST_FINDS = 20

const noLanes: ViewRows = { view: EVERYTHING, ...emptyRows, reveal: undefined }

export const createLanesSlice: Slice<LanesSlice> =
  ({ link, clock, activity }) =>
  (set, get, api) => {
    const rows = followView({
      link,
      clock,
      activity,
      state: get,
      rows: () => get().laneRows,
      keep: (changed) => set(({ laneRows }) => ({ laneRows: { ...laneRows, ...changed } })),
    })

    const found = async (text: string): Promise<readonly StreamName[]> =>
      (await link.ask('streams.find', { text, limit: MOST_FINDS })).streams.map(({ name }) => name)

    const find = newestWins<string>((text) => link.inBackground(async () => set({ laneFinds: await found(text) })))

    const addFound = newestWins<string>((text) =>
      link.inBackground(async () => {
        const names = await found(text)
        const stream = names.find((name) => name === text) ?? names[0]
        if (stream === undefined) get().say(`No stream is named like ${text}`)
        else get().addLane(stream)
      }),
    )

    const selectByRow = newestWins<number>((row) =>
      link.inBackground(async () => {
        const { view } = get().laneRows
        const [position] = await positionsOfRows(link, view, row, row)
        const { laneRows } = get()
        if (position !== undefined && laneRows.view === view && laneRows.selectedRow === row)
          get().selectBeside(position)
      }),
    )

    function locateSelected(): void {
      const { selected: position } = get()
      if (position === undefined) return
      const wanted = (): boolean => get().selected === position
      rows.locate({ position, wanted, onMissing: () => {} })
    }

    function see(view: EventFilter): void {
      rows.see(view)
      rows.locatePlayhead(get().playhead)
      locateSelected()
    }

    link.onLeave(() => set({ laneStreams: [], laneRows: noLanes, laneFinds: [] }))

    api.subscribe((state, before) => {
      if (state.laneStreams !== before.laneStreams && state.laneStreams.length > 0)
        return see({ streams: state.laneStreams })
      if (state.laneStreams.length === 0) return
      if (state.playhead !== before.playhead) rows.locatePlayhead(state.playhead)
      if (state.status !== before.status && state.status !== undefined) rows.countAgain()
      if (state.selected !== before.selected && !isSelectedRow(state)) {
        set(({ laneRows }) => ({ laneRows: { ...laneRows, selectedRow: undefined } }))
        locateSelected()
      }
      if (state.activeMasks !== before.activeMasks) rows.forgetRows()
    })

    return {
      laneStreams: [],
      laneRows: noLanes,
      laneFinds: [],

      openLanes(streams) {
        set({ laneStreams: [...new Set(streams)] })
        get().showMiddle('lanes')
      },
      addLane: (stream) => get().openLanes([...get().laneStreams, stream]),
      removeLane: (stream) => set(({ laneStreams }) => ({ laneStreams: laneStreams.filter((one) => one !== stream) })),
      addLaneNamed: (text) => addFound(text),
      findLane: (text) => find(text),
      showLaneRows: (first, last) => rows.show(first, last),
      selectLaneRow(row) {
        const { laneRows, selectBeside } = get()
        const wanted = Math.min(laneRows.logTotal, Math.max(1, row))
        if (wanted < 1) return
        set({ laneRows: { ...laneRows, selectedRow: wanted, reveal: { row: wanted } } })
        const known = rowIn(laneRows.rowCache, wanted)
        if (known === undefined) selectByRow(wanted)
        else selectBeside(known.position)
      },
    }
  }

/** Whether the selected row is known to be the selected event's. */
function isSelectedRow({ selected, laneRows: { rowCache, selectedRow } }: ExplorerState): boolean {
  return selectedRow !== undefined && selected !== undefined && rowIn(rowCache, selectedRow)?.position === selected
}
