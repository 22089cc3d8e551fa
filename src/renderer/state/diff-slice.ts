import type { Position } from '../../core/event.ts'
import type { CellChange, EventInspection, PathChanges } from '../../projection/ask/questions.ts'
import { askAtRest } from './ask-at-rest.ts'
import { type Asked, NOTHING_ASKED, OneQuestion } from './asked.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { activeTab, readingOf } from './reading-slice.ts'

/** Two moments, an event's before and after, or two projections. */
export type DiffKind = 'moments' | 'event' | 'projections'

export interface CellsDiff {
  /** How many cells differ. */
  readonly total: number
  /** The first {@link MAX_DIFF_CELLS} of them. */
  readonly cells: readonly CellChange[]
  /** The events that made the difference lie after one position and up to another. */
  readonly after: Position
  readonly upTo: Position
  /** What one event did besides. */
  readonly inspection?: EventInspection
  /** The first event after which two projections differ, and in which cell. */
  readonly firstDivergence?: { readonly position: Position; readonly key: string }
}

export interface DiffSlice {
  readonly diffKind: DiffKind
  /** The moment that the playhead's is compared with. */
  readonly markedMoment: Position | undefined
  /** Of the active tab, between moments or of an event; of two projections it is `comparison`. */
  readonly diff: Asked<CellsDiff>
  /** By key of the cells that {@link shownDiff} has: the events that touched the cell between its two sides. */
  readonly contributors: Readonly<Record<string, Asked<PathChanges>>>

  readonly setDiffKind: (kind: DiffKind) => void
  /** Keeps where the playhead is. */
  readonly markMoment: () => void
  readonly askContributors: (key: string) => void
}

export const MAX_DIFF_CELLS = 500

/** Most events that are listed of one cell. */
const MAX_CONTRIBUTORS = 100

export function shownDiff({
  diffKind,
  diff,
  comparison,
}: Pick<ExplorerState, 'diffKind' | 'diff' | 'comparison'>): Asked<CellsDiff> {
  return diffKind === 'projections' ? comparison : diff
}

/** The event whose before and after is shown: the selected one, or the last one at the playhead. */
export function diffedEvent({
  selected,
  playheadEvent,
}: Pick<ExplorerState, 'selected' | 'playheadEvent'>): Position | undefined {
  return selected ?? playheadEvent?.position
}

export const createDiffSlice: Slice<DiffSlice> = (deps) => (set, get, api) => {
  askAtRest(api, deps, {
    wanted,
    ask: async ({ tab, kind, from, to }, options): Promise<CellsDiff> => {
      if (kind === 'event') {
        const inspection = await get().askProjection(tab, 'inspect', { position: to }, options)
        const cells = inspection.cells.filter(({ before, after }) => before !== after)
        return { total: cells.length, cells, after: from, upTo: to, inspection }
      }
      const input = { from, to, limit: MAX_DIFF_CELLS }
      const found = await get().askProjection(tab, 'diffMoments', input, options)
      const [after, upTo] = from < to ? [from, to] : [to, from]
      return { ...found, after, upTo }
    },
    tell: (diff) => set({ diff, contributors: {} }),
  })

  return {
    diffKind: 'moments',
    markedMoment: undefined,
    diff: NOTHING_ASKED,
    contributors: {},

    setDiffKind: (diffKind) => set({ diffKind, contributors: {} }),
    markMoment: () => set(({ playhead }) => ({ markedMoment: playhead })),
    askContributors(key) {
      const tab = activeTab(get())
      const diff = shownDiff(get())
      if (tab === undefined || diff.kind !== 'answered' || get().contributors[key] !== undefined) return
      const { after, upTo } = diff.answer
      const question = new OneQuestion<PathChanges>((asked) => {
        if (shownDiff(get()) === diff) set(({ contributors }) => ({ contributors: { ...contributors, [key]: asked } }))
      })
      const input = { key, path: [], after, upTo, limit: MAX_CONTRIBUTORS }
      question.ask((options) => get().askProjection(tab.id, 'changes', input, options))
    },
  }
}

interface WantedDiff {
  readonly id: string
  readonly tab: number
  readonly kind: 'moments' | 'event'
  readonly from: Position
  readonly to: Position
}

function wanted(state: ExplorerState): WantedDiff | undefined {
  const tab = activeTab(state)
  const { diffKind: kind, markedMoment, playhead } = state
  if (tab === undefined || kind === 'projections' || readingOf(state, tab.id).form !== 'diff') return undefined
  const to = kind === 'event' ? diffedEvent(state) : playhead
  const from = kind === 'event' ? to : markedMoment
  if (from === undefined || to === undefined || !tab.view?.exact) return undefined
  return { id: [tab.id, tab.runs, kind, from, to].join(' '), tab: tab.id, kind, from, to }
}
