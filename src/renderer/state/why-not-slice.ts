import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { Position } from '../../core/event.ts'
import type { EventInspection } from '../../projection/ask/questions.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'
import type { ProjectionTab } from './projection-tab.ts'

/** What the selected event did to one open projection. */
export interface EventInProjection {
  readonly tab: number
  readonly name: string
  readonly did: /** The projection has not come that far, or does not run. */
    | { readonly kind: 'unknown' }
    | { readonly kind: 'known'; readonly inspection: EventInspection }
    | { readonly kind: 'failed'; readonly failure: ErrorRecord }
}

export interface WhyNotSlice {
  /** The event that {@link inProjections} is about. */
  readonly whyNotOf: Position | undefined
  /** In the order of the tabs. */
  readonly inProjections: readonly EventInProjection[]
}

export const createWhyNotSlice: Slice<WhyNotSlice> =
  ({ link }) =>
  (set, get, api) => {
    let asked = ''

    async function did(tab: ProjectionTab, position: Position): Promise<EventInProjection['did']> {
      if (!hasCome(tab, position)) return { kind: 'unknown' }
      const signal = link.left
      try {
        const options = { signal, onProgress: () => {} }
        return { kind: 'known', inspection: await get().askProjection(tab.id, 'inspect', { position }, options) }
      } catch (error) {
        if (signal.aborted || !(error instanceof EpochError)) throw error
        return { kind: 'failed', failure: errorRecord(error) }
      }
    }

    const inspect = newestWins<void>(() =>
      link.inBackground(async () => {
        const { selected, projections } = get()
        if (selected === undefined) return set({ whyNotOf: undefined, inProjections: [] })
        const inProjections = await Promise.all(
          projections.map(async (tab) => ({ tab: tab.id, name: tab.name, did: await did(tab, selected) })),
        )
        if (get().selected === selected) set({ whyNotOf: selected, inProjections })
      }),
    )

    api.subscribe((state, before) => {
      const isSame = state.inspection === before.inspection && state.projections === before.projections
      if (isSame && state.selected === before.selected) return
      // A large event is shown before the engines fetch it too.
      if (state.selected !== undefined && !isInspected(state)) return
      const about = whatIsAskedOf(state)
      if (about === asked) return
      asked = about
      inspect()
    })

    return { whyNotOf: undefined, inProjections: [] }
  }

/** A text that changes with everything that makes another answer. */
function whatIsAskedOf({ selected, projections }: ExplorerState): string {
  if (selected === undefined) return ''
  const tabs = projections.map((tab) => [tab.id, tab.name, tab.runs, hasCome(tab, selected)])
  return JSON.stringify([selected, tabs])
}

function isInspected({ selected, inspection }: ExplorerState): boolean {
  return inspection.kind === 'shown' && inspection.inspected.event.position === selected
}

function hasCome({ status }: ProjectionTab, position: Position): boolean {
  return (status.kind === 'live' || status.kind === 'folding') && status.position >= position
}
