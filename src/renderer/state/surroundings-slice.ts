import type { Position } from '../../core/event.ts'
import type { ConsumerCheckpoint, SideRows, SideTable } from '../../core/store-surroundings.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

/** A page of a table beside the log; its rows are absent until they came. */
interface SidePage {
  readonly table: string
  /** Rows passed over before the page. */
  readonly skip: number
  readonly rows: SideRows | undefined
}

export interface SurroundingsSlice {
  readonly aboutOpen: boolean
  /** How far the store's consumers have come; none until it is known. */
  readonly checkpoints: readonly ConsumerCheckpoint[]
  readonly sideTables: readonly SideTable[]
  /** The table that is looked at, if any. */
  readonly sidePage: SidePage | undefined

  readonly openAbout: () => void
  readonly closeAbout: () => void
  /** Asks again what lies beside the log, at most once a second. */
  readonly refreshSurroundings: () => void
  readonly showSideRows: (table: string, skip: number) => void
  readonly hideSideRows: () => void
  /** Moves the playhead to where a consumer is, and closes the dialog. */
  readonly goToCheckpoint: (position: Position) => void
  /** Before another store is opened. */
  readonly forgetSurroundings: () => void
}

/** Rows of a table beside the log that are asked for at a time. */
export const SIDE_ROWS_PER_PAGE = 100

const ASK_AGAIN_MS = 1000

export const createSurroundingsSlice: Slice<SurroundingsSlice> =
  ({ link, clock }) =>
  (set, get) => {
    /** Ends the pause after the last question; absent when there is none. */
    let stopPause: (() => void) | undefined
    let changedMeanwhile = false

    const ask = newestWins<void>(() =>
      link.inBackground(async () => {
        set(await link.ask('store.checkpoints', {}))
        if (get().aboutOpen) set(await link.ask('store.sideTables', {}))
      }),
    )

    const askRows = newestWins<SidePage>((page) =>
      link.inBackground(async () => {
        const { table, skip } = page
        const rows = await link.ask('store.sideRows', { table, skip, limit: SIDE_ROWS_PER_PAGE })
        if (get().sidePage === page) set({ sidePage: { ...page, rows } })
      }),
    )

    function pauseOver(): void {
      stopPause = undefined
      if (!changedMeanwhile) return
      changedMeanwhile = false
      get().refreshSurroundings()
    }

    return {
      aboutOpen: false,
      checkpoints: [],
      sideTables: [],
      sidePage: undefined,

      openAbout() {
        set({ aboutOpen: true })
        ask()
      },
      closeAbout: () => set({ aboutOpen: false, sidePage: undefined }),
      refreshSurroundings() {
        if (stopPause !== undefined) {
          changedMeanwhile = true
          return
        }
        stopPause = clock.after(ASK_AGAIN_MS, pauseOver)
        ask()
      },
      showSideRows(table, skip) {
        const sidePage: SidePage = { table, skip, rows: undefined }
        set({ sidePage })
        askRows(sidePage)
      },
      hideSideRows: () => set({ sidePage: undefined }),
      goToCheckpoint(position) {
        set({ aboutOpen: false, sidePage: undefined })
        get().scrubTo(position)
      },
      forgetSurroundings() {
        stopPause?.()
        stopPause = undefined
        changedMeanwhile = false
        set({ aboutOpen: false, checkpoints: [], sideTables: [], sidePage: undefined })
      },
    }
  }
