import type { Position } from '../../core/event.ts'
import { lastPlaceAfter, type WhatIf } from '../../core/what-if.ts'
import type { Comparison } from '../../projection/ask/questions.ts'
import { askAtRest } from './ask-at-rest.ts'
import { type Asked, NOTHING_ASKED } from './asked.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { activeTab } from './reading-slice.ts'
import { activeWhatIf } from './what-if-slice.ts'

export interface DifferenceSlice {
  /** What the active projection comes to at the playhead in the store's history and in the active what-if's. */
  readonly difference: Asked<Comparison>
}

const MAX_DIFFERING_CELLS = 500

interface Question {
  readonly id: string
  readonly tab: number
  readonly upTo: Position
  readonly whatIf: WhatIf
}

export const createDifferenceSlice: Slice<DifferenceSlice> = (deps) => (set, get, api) => {
  const numbers = new WeakMap<WhatIf, number>()
  let lastNumber = 0

  /** The same for the same what-if as long as nobody changes it. */
  function numberOf(whatIf: WhatIf): number {
    const number = numbers.get(whatIf) ?? ++lastNumber
    numbers.set(whatIf, number)
    return number
  }

  function wanted(state: ExplorerState): Question | undefined {
    const tab = activeTab(state)
    const whatIf = activeWhatIf(state)
    if (tab === undefined || whatIf === undefined || tab.beside === undefined) return undefined
    if (tab.stale || tab.status.kind !== 'live') return undefined
    const upTo = lastPlaceAfter(state.playhead)
    return { id: JSON.stringify([tab.id, tab.runs, upTo, numberOf(whatIf)]), tab: tab.id, upTo, whatIf }
  }

  askAtRest<ExplorerState, Question, Comparison>(api, deps, {
    wanted,
    ask: ({ tab, upTo, whatIf }, options) =>
      get().askProjection(tab, 'compare', { upTo, limit: MAX_DIFFERING_CELLS, whatIf }, options),
    tell: (difference) => set({ difference }),
  })

  return { difference: NOTHING_ASKED }
}
