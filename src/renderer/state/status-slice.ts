import type { StoreStatus } from '../../contract/host-contract.ts'
import { START } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { Slice } from './explorer-store.ts'
import { noRows } from './row-cache.ts'

export interface StatusSlice {
  /** The store has changed, or is looked at for the first time: everything that counts it is asked again. */
  readonly statusChanged: (status: StoreStatus) => void
  /** Forgets everything about the open store, before another is opened. */
  readonly leaveStore: () => void
}

export const createStatusSlice: Slice<StatusSlice> =
  ({ link }) =>
  (set, get) => ({
    statusChanged(status) {
      set({ status })
      const moves = get()
      moves.headMovedTo(status.summary.head)
      moves.refreshTimeline()
      moves.refreshLog()
      moves.refreshStreams()
      moves.refreshTypes()
      moves.refreshEffects()
      moves.refreshSurroundings()
    },

    leaveStore() {
      get().flushWorkspace()
      get().endProjections()
      get().leaveProjectionFolder()
      get().forgetEventShapes()
      get().forgetAudit()
      get().forgetSurroundings()
      get().forgetImport()
      get().closeExport()
      get().closeMapper()
      get().forgetFinding()
      get().forgetShrinking()
      link.leave()
      set({
        status: undefined,
        imported: undefined,
        notices: [],
        playhead: START,
        head: START,
        following: true,
        playheadEvent: undefined,
        playing: false,
        histogram: undefined,
        view: EVERYTHING,
        logTotal: 0,
        logComplete: false,
        rowCache: noRows,
        playheadRow: 0,
        selected: undefined,
        selectedRow: undefined,
        reveal: undefined,
        composing: undefined,
        readings: {},
        lineWanted: undefined,
        chartLines: {},
        markedMoment: undefined,
        versions: {},
        others: {},
        glances: new Map(),
        whatIfs: [],
        activeWhatIf: undefined,
        whatIfDraft: undefined,
        whatIfFailure: undefined,
        goToAnswer: undefined,
      })
    },
  })
