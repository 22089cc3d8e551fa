import type { ExplorerState } from '../state/explorer-store.ts'
import { rowIn } from '../state/row-cache.ts'
import type { GridSight } from './grid-sight.ts'
import { pageRows, shownRows } from './row-window.ts'

interface Key {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

type Move = (state: ExplorerState) => void

/** What a key does in the grid; undefined for keys that are not its own. */
export function gridMove({ key, altKey, ctrlKey, metaKey }: Key, sight: GridSight): Move | undefined {
  if (altKey || metaKey) return undefined
  switch (key) {
    case 'Home':
      return ({ selectRow }) => selectRow(1)
    case 'End':
      return ({ selectRow, logTotal }) => selectRow(logTotal)
  }
  if (ctrlKey) return undefined
  switch (key) {
    case 'ArrowDown':
      return (state) => selectBy(state, sight, 1)
    case 'ArrowUp':
      return (state) => selectBy(state, sight, -1)
    case 'PageDown':
      return (state) => selectBy(state, sight, pageRows(sight.window))
    case 'PageUp':
      return (state) => selectBy(state, sight, -pageRows(sight.window))
    case 'Enter':
      return movePlayheadToSelected
    case 'x':
      return turnSelectedSkip
    default:
      return undefined
  }
}

function selectBy({ selectedRow, selectRow }: ExplorerState, sight: GridSight, rows: number): void {
  selectRow(selectedRow === undefined ? firstChoice(sight) : selectedRow + rows)
}

/** Where nothing is selected: the playhead's row where it is in sight, else the first in sight; from 1. */
function firstChoice({ window, topRow, playheadRow }: GridSight): number {
  const { first, end } = shownRows(window, topRow)
  return (playheadRow >= first && playheadRow < end ? playheadRow : first) + 1
}

/** In the active what-if, or in a new one. */
function turnSelectedSkip({ selected, turnSkip }: ExplorerState): void {
  if (selected !== undefined) turnSkip(selected)
}

/** The row is asked first: while its event is still on its way, `selected` is the one selected before. */
function movePlayheadToSelected({ selectedRow, selected, rowCache, scrubTo }: ExplorerState): void {
  const event = selectedRow === undefined ? undefined : rowIn(rowCache, selectedRow)
  const at = event?.position ?? selected
  if (at !== undefined) scrubTo(at)
}
