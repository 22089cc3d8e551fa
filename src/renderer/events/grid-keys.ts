import type { ExplorerState } from '../state/explorer-store.ts'
import { rowIn } from '../state/row-cache.ts'
import type { GridSight } from './grid-sight.ts'
import { pageRows, shownRows } from './row-window.ts'

interface Key {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

type Move = (state: ExplorerState) => void

/**
 * What a key does in the grid; undefined for keys that are not its own. Keys that lead to a row select it; with Shift all rows up to it, with
 * Ctrl what is selected stays.
 */
export function gridMove(pressed: Key, sight: GridSight): Move | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = pressed
  if ((ctrlKey || metaKey) && !shiftKey && key === 'a') return ({ selectAllInView }) => selectAllInView()
  if (altKey || metaKey) return undefined
  const row = rowSought(key, sight)
  if (row !== undefined) return (state) => wayOf(pressed, state)(row(state))
  if (ctrlKey) return key === ' ' ? turnActive : undefined
  switch (key) {
    case 'Enter':
      return movePlayheadToSelected
    case 'Escape':
      return ({ clearSelection }) => clearSelection()
    case 'x':
      return turnSelectedSkip
    default:
      return undefined
  }
}

/** The place of the cell that a key leads to; undefined is the row as a whole, which is before the first. */
export function cellMove(key: string, from: number | undefined, count: number): { readonly to?: number } | undefined {
  if (key === 'ArrowRight') return { to: Math.min(count - 1, (from ?? -1) + 1) }
  if (key === 'ArrowLeft') return from === undefined || from === 0 ? {} : { to: from - 1 }
  return undefined
}

/** The row, from 1, that a key leads to; beyond either end it is brought back there. */
function rowSought(key: string, sight: GridSight): ((state: ExplorerState) => number) | undefined {
  switch (key) {
    case 'Home':
      return () => 1
    case 'End':
      return ({ logTotal }) => logTotal
    case 'ArrowDown':
      return (state) => rowBy(state, sight, 1)
    case 'ArrowUp':
      return (state) => rowBy(state, sight, -1)
    case 'PageDown':
      return (state) => rowBy(state, sight, pageRows(sight.window))
    case 'PageUp':
      return (state) => rowBy(state, sight, -pageRows(sight.window))
    default:
      return undefined
  }
}

function wayOf({ shiftKey, ctrlKey }: Key, { selectRow, moveToRow, extendSelection }: ExplorerState) {
  if (shiftKey) return extendSelection
  return ctrlKey ? moveToRow : selectRow
}

function rowBy({ selectedRow }: ExplorerState, sight: GridSight, rows: number): number {
  return selectedRow === undefined ? firstChoice(sight) : selectedRow + rows
}

function turnActive({ selectedRow, turnInSelection }: ExplorerState): void {
  if (selectedRow !== undefined) turnInSelection(selectedRow)
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
