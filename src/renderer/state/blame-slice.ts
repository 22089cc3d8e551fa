import type { Position } from '../../core/event.ts'
import type { CellBlame } from '../../projection/ask/questions.ts'
import type { StateRow } from '../../projection/state-view.ts'
import { askAtRest } from './ask-at-rest.ts'
import { type Asked, NOTHING_ASKED } from './asked.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import type { ProjectionTab } from './projection-tab.ts'
import { activeTab, readingOf } from './reading-slice.ts'

/** Which event last set each leaf of the cell that is shown as a tree. */
export interface BlameSlice {
  /** `of` says of which cell in which version: it is what {@link blameId} says. */
  readonly blame: { readonly of: string; readonly asked: Asked<CellBlame> }
}

/** What a blame is of. As long as no event touches the cell it is the same wherever the playhead is. */
export function blameId({ id, runs }: ProjectionTab, { key, changedAt }: StateRow): string {
  return JSON.stringify([id, runs, key, changedAt])
}

/** The cell that a tab shows as a tree, where it lives at the position shown: the first one as long as none is chosen. */
export function shownCell({ view }: ProjectionTab, key: string | undefined): StateRow | undefined {
  return key === undefined ? view?.rows[0] : view?.rows.find((row) => row.key === key)
}

export const createBlameSlice: Slice<BlameSlice> = (deps) => (set, get, api) => {
  askAtRest(api, deps, {
    wanted,
    ask: ({ tab, key, position }, options) => get().askProjection(tab, 'blame', { key, position }, options),
    tell: (asked, of) => set({ blame: { of, asked } }),
  })

  return { blame: { of: '', asked: NOTHING_ASKED } }
}

function wanted(
  state: ExplorerState,
): { readonly id: string; readonly tab: number; readonly key: string; readonly position: Position } | undefined {
  const tab = activeTab(state)
  if (tab === undefined) return undefined
  const { form, key } = readingOf(state, tab.id)
  const row = form === 'tree' ? shownCell(tab, key) : undefined
  return row && { id: blameId(tab, row), tab: tab.id, key: row.key, position: row.changedAt }
}
