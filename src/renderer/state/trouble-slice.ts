import type { Position } from '../../core/event.ts'
import type { DeterminismReport, EventInspection } from '../../projection/ask/questions.ts'
import { type Asked, NOTHING_ASKED, OneQuestion } from './asked.ts'
import type { Slice } from './explorer-store.ts'
import { activeTab } from './reading-slice.ts'

/** What went wrong in the active tab's projection, looked at more closely. */
export interface TroubleSlice {
  /** By position: what was asked of an event that could not be folded. */
  readonly failureStates: Readonly<Record<Position, Asked<EventInspection>>>
  readonly determinism: Asked<DeterminismReport>

  readonly askFailureState: (position: Position) => void
  /** Folds all there is twice, which takes as long. */
  readonly checkDeterminism: () => void
  readonly stopCheckingDeterminism: () => void
}

export const createTroubleSlice: Slice<TroubleSlice> = () => (set, get, api) => {
  const checking = new OneQuestion<DeterminismReport>((determinism) => set({ determinism }))

  api.subscribe((state, before) => {
    if (state.projections === before.projections && state.activeProjection === before.activeProjection) return
    const [tab, earlier] = [activeTab(state), activeTab(before)]
    if (tab?.id === earlier?.id && tab?.runs === earlier?.runs) return
    checking.stop()
    set({ failureStates: {} })
  })

  return {
    failureStates: {},
    determinism: NOTHING_ASKED,

    askFailureState(position) {
      const tab = activeTab(get())
      if (tab === undefined || get().failureStates[position] !== undefined) return
      const question = new OneQuestion<EventInspection>((asked) => {
        const now = activeTab(get())
        if (now?.id === tab.id && now.runs === tab.runs)
          set(({ failureStates }) => ({ failureStates: { ...failureStates, [position]: asked } }))
      })
      question.ask((options) => get().askProjection(tab.id, 'inspect', { position }, options))
    },
    checkDeterminism() {
      const tab = activeTab(get())
      if (tab === undefined) return
      const upTo = get().head
      checking.ask((options) => get().askProjection(tab.id, 'checkDeterminism', { upTo }, options))
    },
    stopCheckingDeterminism: () => checking.stop(),
  }
}
