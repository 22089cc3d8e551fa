/**
 * What part of a very long list is on screen. The truth is the row at the top, a fraction; the scroll bar only stands
 * for it, because an element can be no higher than about 33 million pixels and a list of 10 million rows needs 240.
 */
export interface RowWindow {
  /** Rows there are, numbered here from 0. */
  readonly total: number
  readonly rowPx: number
  readonly viewportPx: number
}

/** Highest the element behind the scroll bar may be. */
export const MAX_SPACER_PX = 8_000_000

export function spacerPx({ total, rowPx }: RowWindow): number {
  return Math.min(total * rowPx, MAX_SPACER_PX)
}

/** The row at the top when the last row touches the bottom. */
export function lastTopRow({ total, rowPx, viewportPx }: RowWindow): number {
  return Math.max(0, total - viewportPx / rowPx)
}

export function clampTopRow(window: RowWindow, topRow: number): number {
  return Math.min(lastTopRow(window), Math.max(0, topRow))
}

/** Where the scroll bar stands for a row at the top. */
export function scrollTopOf(window: RowWindow, topRow: number): number {
  const last = lastTopRow(window)
  return last === 0 ? 0 : (clampTopRow(window, topRow) / last) * scrollRangePx(window)
}

/** The row that a dragged scroll bar asks for: exact in a list below the cap, by ratio above it. */
export function topRowOf(window: RowWindow, scrollTopPx: number): number {
  const range = scrollRangePx(window)
  return range === 0 ? 0 : clampTopRow(window, (scrollTopPx / range) * lastTopRow(window))
}

/** The least move that brings a row wholly into view, with `marginRows` more beyond it where there are any. */
export function topRowShowing(window: RowWindow, topRow: number, row: number, marginRows = 0): number {
  const fitting = window.viewportPx / window.rowPx
  const margin = Math.min(marginRows, Math.max(0, (fitting - 1) / 2))
  const highest = row - margin
  const lowest = row + 1 + margin - fitting
  return clampTopRow(window, Math.min(Math.max(topRow, lowest), Math.max(highest, lowest)))
}

/** Whether a row is wholly on screen. */
export function isShown({ rowPx, viewportPx }: RowWindow, topRow: number, row: number): boolean {
  return row >= topRow && row + 1 <= topRow + viewportPx / rowPx
}

/** The rows that are at least partly on screen, from `first` up to and not including `end`. */
export function shownRows(
  { total, rowPx, viewportPx }: RowWindow,
  topRow: number,
): { readonly first: number; readonly end: number } {
  const first = Math.min(total, Math.max(0, Math.floor(topRow)))
  return { first, end: Math.max(first, Math.min(total, Math.ceil(topRow + viewportPx / rowPx))) }
}

/** How many whole rows one page is. */
export function pageRows({ rowPx, viewportPx }: RowWindow): number {
  return Math.max(1, Math.floor(viewportPx / rowPx) - 1)
}

function scrollRangePx(window: RowWindow): number {
  return Math.max(0, spacerPx(window) - window.viewportPx)
}
