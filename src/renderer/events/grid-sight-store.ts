import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import type { ViewRows } from '../state/view-rows.ts'
import {
  type GridSight,
  keeping,
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

/** Which rows a grid shows, and how it says which of them are in sight, from 1 and both inclusive. */
export interface GridRows {
  readonly of: (state: ExplorerState) => ViewRows
  readonly show: (state: ExplorerState, first: number, last: number) => void
}

export function createGridSightStore(rowPx: number, rows: GridRows): GridSightStore {
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
      listeners.add(tell)
      tell()
      return () => {
        endStore()
        listeners.delete(tell)
      }

      function tell(): void {
        const state = explorer.getState()
        const { first, end } = shownRows(sight.window, sight.topRow)
        if (sight.follows !== state.followsPlayhead) state.sayFollowing(sight.follows)
        if (end > first) rows.show(state, first + 1, end)
      }
    },
  }

  /** The store counts rows from 1, a sight from 0; before the first row a playhead is seen at the first. */
  function sightOf(from: GridSight, state: ExplorerState, earlier: ExplorerState | undefined): GridSight {
    const now = rows.of(state)
    const before = earlier && rows.of(earlier)
    const left = state.status === undefined && earlier?.status !== undefined
    let next = from
    if (now.view !== before?.view || left) next = withNewView(next)
    if (state.keeping !== earlier?.keeping) next = keeping(next, state.keeping.what)
    if (now.logTotal !== next.window.total || now.logComplete !== before?.logComplete)
      next = withRows(next, now.logTotal, now.logComplete ? 'complete' : 'searching')
    if (now.playheadRow !== before?.playheadRow) next = withPlayheadRow(next, Math.max(0, now.playheadRow - 1))
    if (now.reveal !== before?.reveal && now.reveal !== undefined) next = revealing(next, now.reveal.row - 1)
    return next
  }
}
