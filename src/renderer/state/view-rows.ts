import type { Position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import { formatPayloadPath } from '../../core/filter/payload-path.ts'
import type { RowPlace } from '../../core/log-index.ts'
import type { ExplorerDeps, ExplorerState } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import { blockOf, missingBlocks, noRows, ROWS_PER_BLOCK, type RowCache, withBlock } from './row-cache.ts'
import { type Asking, rowAtPosition } from './view-place.ts'

/** A wish that a row is brought into sight; a new object is a new wish, even for the same row. */
interface Reveal {
  readonly row: number
}

/** What is known of the rows of a view that somebody looks at. */
export interface ViewRows {
  readonly view: EventFilter
  /** Rows of the view, from 1 to this; found so far where not {@link logComplete}. */
  readonly logTotal: number
  readonly logComplete: boolean
  /** Whether what is not found yet is looked for no longer. */
  readonly searchStopped: boolean
  /** Rows that are here; read it with `rowIn`. Replaced when rows come. */
  readonly rowCache: RowCache
  /** The row of the last event of the view at or before the playhead; 0 before the first. */
  readonly playheadRow: number
  /** The selected event's row in the view, where it has one and that is known. */
  readonly selectedRow: number | undefined
  readonly reveal: Reveal | undefined
}

export const emptyRows = {
  logTotal: 0,
  logComplete: false,
  searchStopped: false,
  rowCache: noRows,
  playheadRow: 0,
  selectedRow: undefined,
} satisfies Partial<ViewRows>

/** What a view's rows are kept up to date with, and where they are kept. */
interface ViewRowsDeps extends Asking {
  readonly state: () => Pick<ExplorerState, 'head' | 'playhead' | 'activeMasks'>
  readonly rows: () => ViewRows
  readonly keep: (rows: Partial<ViewRows>) => void
}

interface Located {
  readonly position: Position
  /** Whether it still is the one to be found. */
  readonly wanted: () => boolean
  /** Called where the view does not have the event. */
  readonly onMissing: () => void
}

/** A search goes on for a slice of time whenever it is asked, so it is asked again soon. */
const COUNT_AGAIN_MS = 30

/** Asks for the rows of a view that are in sight, and where the playhead and an event are in it. What a newer view made void never arrives. */
export function followView({ link, clock, activity, state, rows, keep }: ViewRowsDeps) {
  let sight = { first: 1, last: ROWS_PER_BLOCK }
  /** Whether a search has passed the playhead, whose row stays the same from then on. */
  let isPlayheadPassed = false
  let stopWaiting = (): void => {}

  function counted({ total, complete }: Pick<RowPlace, 'total' | 'complete'>): void {
    keep({ logTotal: total, logComplete: complete })
  }

  const fetchSight = newestWins<void>(() =>
    link.inBackground(async () => {
      const { view, rowCache, logTotal } = rows()
      const { activeMasks } = state()
      for (const block of missingBlocks(rowCache, sight.first, sight.last, logTotal)) {
        const page = await link.ask('log.rows', {
          view,
          fromRow: block * ROWS_PER_BLOCK + 1,
          limit: ROWS_PER_BLOCK,
          ...(activeMasks.length > 0 && { masks: activeMasks.map(formatPayloadPath) }),
        })
        if (rows().view !== view || state().activeMasks !== activeMasks) return
        counted(page)
        keep({ rowCache: withBlock(rows().rowCache, block, page.rows) })
        if (block < blockOf(sight.first) || block > blockOf(sight.last)) return
      }
    }),
  )

  const count = newestWins<EventFilter>((view) =>
    link.inBackground(async () => {
      stopWaiting()
      const { head } = state()
      const place = await link.ask('log.rowAt', { view, position: head })
      if (rows().view !== view) return
      counted(place)
      const { playhead } = state()
      if (playhead >= head) keep({ playheadRow: place.row })
      else if (!isPlayheadPassed) locatePlayhead(playhead)
      fetchSight()
      if (!place.complete && !rows().searchStopped) stopWaiting = clock.after(COUNT_AGAIN_MS, () => count(view))
    }),
  )

  const locatePlayhead = newestWins<Position>((position) =>
    link.inBackground(async () => {
      const { view } = rows()
      const { row, total, complete } = await link.ask('log.rowAt', { view, position })
      if (rows().view !== view) return
      isPlayheadPassed = complete || total > row
      keep({ playheadRow: row })
    }),
  )

  const locate = newestWins<Located>(({ position, wanted, onMissing }) =>
    link.inBackground(async () => {
      const { view } = rows()
      const isWanted = (): boolean => rows().view === view && wanted()
      const isAwaited = (): boolean => isWanted() && !rows().searchStopped
      const row = (await rowAtPosition({ link, clock, activity }, view, position, isAwaited)) ?? 0
      const has = row > 0 && (await hasEvent(link, view, row, position))
      if (!isWanted()) return
      if (has) keep({ selectedRow: row, reveal: { row } })
      else onMissing()
    }),
  )

  return {
    /** Finds the row of the playhead, which is there. At the head of a view that is being counted the count finds it. */
    locatePlayhead(playhead: Position): void {
      const { logComplete, searchStopped } = rows()
      if (logComplete || searchStopped || playhead < state().head) locatePlayhead(playhead)
    },
    /** Finds the selected event's row and brings it into sight. */
    locate,
    see(view: EventFilter): void {
      keep({ ...emptyRows, view })
      sight = { first: 1, last: ROWS_PER_BLOCK }
      isPlayheadPassed = false
      count(view)
    },
    /** Rows in sight, both inclusive. The newest call wins. */
    show(first: number, last: number): void {
      sight = { first, last }
      if (missingBlocks(rows().rowCache, first, last, rows().logTotal).length > 0) fetchSight()
    },
    /** The store has grown. */
    countAgain(): void {
      count(rows().view)
    },
    /** The rows that are here are not as they are to be shown. */
    forgetRows(): void {
      keep({ rowCache: noRows })
      fetchSight()
    },
  }
}

/** Whether a row of the view is that of the event at a position. */
async function hasEvent(
  link: ExplorerDeps['link'],
  view: EventFilter,
  row: number,
  position: Position,
): Promise<boolean> {
  const { rows } = await link.ask('log.rows', { view, fromRow: row, limit: 1 })
  return rows[0]?.position === position
}
