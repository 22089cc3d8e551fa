import type { ExplorerState } from '../state/explorer-store.ts'
import { rowMove } from '../ui/row-move.ts'
import type { GridSight } from './grid-sight.ts'
import { pageRows } from './row-window.ts'

interface Key {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** What a key does in the lanes; undefined for keys that are not theirs. */
export function laneMove(pressed: Key, sight: GridSight): ((state: ExplorerState) => void) | undefined {
  const { key, altKey, ctrlKey, metaKey } = pressed
  if (altKey || ctrlKey || metaKey) return undefined
  if (key === 'Enter') return ({ selected, scrubTo }) => selected !== undefined && scrubTo(selected)
  const { window, topRow } = sight
  if (rowMove(key, 0, window.total, pageRows(window)) === undefined) return undefined
  return ({ laneRows, selectLaneRow }) => {
    const from = laneRows.selectedRow === undefined ? Math.ceil(topRow) : laneRows.selectedRow - 1
    const to = rowMove(key, from, window.total, pageRows(window))
    if (to !== undefined) selectLaneRow(to + 1)
  }
}
