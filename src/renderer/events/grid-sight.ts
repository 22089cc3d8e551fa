import { clampTopRow, isShown, type RowWindow, scrollTopOf, shownRows, topRowOf, topRowShowing } from './row-window.ts'

/**
 * What of the log is in sight and why. Rows are numbered from 0 here. The sight follows the playhead until a person
 * scrolls so far that it is out of sight, and again once it is back.
 */
export interface GridSight {
  readonly window: RowWindow
  readonly topRow: number
  readonly playheadRow: number
  /** What a person wants kept in sight: the playhead, or the place that is seen whatever the playhead does. */
  readonly keeps: 'playhead' | 'place'
  readonly follows: boolean
  /** Rows there were when the end was last in sight, or when the view was first complete; undefined before that. */
  readonly knownTotal: number | undefined
}

/** Rows kept in sight beyond the one that is brought there. */
const MARGIN_ROWS = 2

export function newSight(rowPx: number): GridSight {
  return {
    window: { total: 0, rowPx, viewportPx: 0 },
    topRow: 0,
    playheadRow: 0,
    keeps: 'playhead',
    follows: true,
    knownTotal: undefined,
  }
}

/** Another view of the log: nothing of it is known yet, and it is seen from the playhead. */
export function withNewView(sight: GridSight): GridSight {
  const { keeps, window } = sight
  return { ...newSight(window.rowPx), keeps, follows: keeps === 'playhead', window: { ...window, total: 0 } }
}

export function withViewport(sight: GridSight, viewportPx: number): GridSight {
  return settled({ ...sight, window: { ...sight.window, viewportPx } })
}

/** Rows are appended and never go, so the rows in sight stay where they are. */
export function withRows(sight: GridSight, total: number, completeness: 'complete' | 'searching'): GridSight {
  const knownTotal = completeness === 'complete' ? (sight.knownTotal ?? total) : undefined
  return settled({ ...sight, knownTotal, window: { ...sight.window, total } })
}

export function withPlayheadRow(sight: GridSight, playheadRow: number): GridSight {
  const moved = { ...sight, playheadRow }
  return settled({ ...moved, follows: sight.keeps === 'playhead' && (sight.follows || isPlayheadShown(moved)) })
}

/** A person said what is to be kept in sight: the playhead comes into it at once. */
export function keeping(sight: GridSight, keeps: GridSight['keeps']): GridSight {
  return settled({ ...sight, keeps, follows: keeps === 'playhead' })
}

/** A person turned the wheel by so many pixels: exact, however long the list. */
export function scrolledBy(sight: GridSight, deltaPx: number): GridSight {
  return scrolled(sight, sight.topRow + deltaPx / sight.window.rowPx)
}

/** A person dragged the scroll bar. */
export function scrolledTo(sight: GridSight, scrollTopPx: number): GridSight {
  return scrolled(sight, topRowOf(sight.window, scrollTopPx))
}

/** Brings a row into sight because somebody asked for that row. */
export function revealing(sight: GridSight, row: number): GridSight {
  return scrolled(sight, topRowToSee(sight, row))
}

/** Whether a row, counted from 1, is at least partly in sight. */
export function isRowShown({ window, topRow }: GridSight, row: number | undefined): row is number {
  const { first, end } = shownRows(window, topRow)
  return row !== undefined && row > first && row <= end
}

/** How many rows came since the end was in sight. */
export function newRows({ knownTotal, window }: GridSight): number {
  return knownTotal === undefined ? 0 : Math.max(0, window.total - knownTotal)
}

/** Where the scroll bar has to stand for this sight. */
export function scrollTopFor({ window, topRow }: GridSight): number {
  return scrollTopOf(window, topRow)
}

function scrolled(sight: GridSight, topRow: number): GridSight {
  const there = { ...sight, topRow: clampTopRow(sight.window, topRow) }
  return withEndSeen({ ...there, follows: there.keeps === 'playhead' && isPlayheadShown(there) })
}

function settled(sight: GridSight): GridSight {
  const topRow = sight.follows ? topRowToSee(sight, sight.playheadRow) : clampTopRow(sight.window, sight.topRow)
  return withEndSeen({ ...sight, topRow })
}

/** A row that is far off comes to the middle, where what is around it is seen too; a near one by the least move. */
function topRowToSee({ window, topRow }: GridSight, row: number): number {
  const wanted = Math.min(Math.max(0, row), Math.max(0, window.total - 1))
  const fitting = window.viewportPx / window.rowPx
  if (wanted < topRow - fitting || wanted >= topRow + 2 * fitting)
    return clampTopRow(window, Math.floor(wanted - fitting / 2 + 1))
  return topRowShowing(window, topRow, wanted, isShown(window, topRow, wanted) ? 0 : MARGIN_ROWS)
}

/** Before the grid has a height everything counts as shown. */
function isPlayheadShown({ window, topRow, playheadRow }: GridSight): boolean {
  return (
    window.total === 0 || window.viewportPx === 0 || isShown(window, topRow, Math.min(playheadRow, window.total - 1))
  )
}

function withEndSeen(sight: GridSight): GridSight {
  const { window, topRow, knownTotal } = sight
  if (knownTotal === undefined || knownTotal === window.total) return sight
  return isShown(window, topRow, window.total - 1) ? { ...sight, knownTotal: window.total } : sight
}
