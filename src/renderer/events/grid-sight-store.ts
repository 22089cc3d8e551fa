import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import {
  type GridSight,
  newSight,
  revealing,
  scrolledBy,
  scrolledTo,
  withNewView,
  withPlayheadRow,
  withRows,
  withViewport,
} from './grid-sight.ts'
import { shownRows } from './row-window.ts'

/** The sight of one grid, moved by what the store says and by what a person does. */
export interface GridSightStore {
  readonly get: () => GridSight
  /** Fits React's useSyncExternalStore. */
  readonly subscribe: (listener: () => void) => () => void
  readonly resizeTo: (viewportPx: number) => void
  readonly scrollBy: (deltaPx: number) => void
  readonly scrollTo: (scrollTopPx: number) => void
  /** Keeps the sight as the explorer's store is until the answered function is called. */
  readonly follow: (explorer: ExplorerStore) => () => void
}

export function createGridSightStore(rowPx: number): GridSightStore {
  let sight = newSight(rowPx)
  const listeners = new Set<() => void>()

  function become(next: GridSight): void {
    if (next === sight) return
    sight = next
    for (const listener of listeners) listener()
  }

  return {
    get: () => sight,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    resizeTo: (viewportPx) => become(withViewport(sight, viewportPx)),
    scrollBy: (deltaPx) => become(scrolledBy(sight, deltaPx)),
    scrollTo: (scrollTopPx) => become(scrolledTo(sight, scrollTopPx)),
    follow(explorer) {
      become(sightOf(sight, explorer.getState(), undefined))
      const endStore = explorer.subscribe((state, before) => become(sightOf(sight, state, before)))
      listeners.add(askRows)
      askRows()
      return () => {
        endStore()
        listeners.delete(askRows)
      }

      function askRows(): void {
        const { first, end } = shownRows(sight.window, sight.topRow)
        if (end > first) explorer.getState().showRows(first + 1, end)
      }
    },
  }
}

/** The store counts rows from 1, a sight from 0; before the first row a playhead is seen at the first. */
function sightOf(sight: GridSight, state: ExplorerState, before: ExplorerState | undefined): GridSight {
  let next = sight
  const left = state.status === undefined && before?.status !== undefined
  if (state.view !== before?.view || left) next = withNewView(next)
  if (state.logTotal !== next.window.total || state.logComplete !== before?.logComplete)
    next = withRows(next, state.logTotal, state.logComplete ? 'complete' : 'searching')
  if (state.playheadRow !== before?.playheadRow) next = withPlayheadRow(next, Math.max(0, state.playheadRow - 1))
  if (state.reveal !== before?.reveal && state.reveal !== undefined) next = revealing(next, state.reveal.row - 1)
  return next
}
