import type { Position } from '../../core/event.ts'
import type { MarkTrack } from '../state/marks-slice.ts'
import { pxAtPosition, type TimeScale } from './time-scale.ts'

type Surface = Pick<CanvasRenderingContext2D, 'fillStyle' | 'fillRect'>

/** Height of one row of ticks. */
export const MARK_ROW_PX = 9

/** Most rows that are shown at once. */
export const MAX_MARK_ROWS = 4

const TICK_PX = 1.5
const GAP_PX = 2

/** How near the pointer must come to a tick to mean it. */
const NEAR_PX = 4

/** One row of ticks as it is drawn. */
export interface MarkRow {
  readonly track: MarkTrack
  /** Where its ticks are: ascending pixels, each once. */
  readonly placesPx: readonly number[]
  readonly color: string
  readonly focused: boolean
}

/** The tracks that there is room for: the focused one and the last of the others, in their order. */
export function shownTracks(tracks: readonly MarkTrack[], focused: string | undefined): readonly MarkTrack[] {
  if (tracks.length <= MAX_MARK_ROWS) return tracks
  const hasFocused = tracks.some(({ id }) => id === focused)
  const others = tracks.filter(({ id }) => id !== focused).slice(hasFocused ? 1 - MAX_MARK_ROWS : -MAX_MARK_ROWS)
  return tracks.filter((track) => track.id === focused || others.includes(track))
}

/** Where ticks lie, in whole pixels: those that fall on one pixel are one. `positions` must ascend. */
export function tickPlaces(positions: readonly Position[], scale: TimeScale): readonly number[] {
  const placesPx: number[] = []
  for (const at of positions) {
    const xPx = Math.round(pxAtPosition(scale, at))
    if (placesPx.at(-1) !== xPx) placesPx.push(xPx)
  }
  return placesPx
}

export interface MarksLook {
  readonly topPx: number
  readonly widthPx: number
  /** Behind the focused row. */
  readonly focusColor: string
}

export function drawMarks(surface: Surface, rows: readonly MarkRow[], { topPx, widthPx, focusColor }: MarksLook): void {
  for (const [place, { placesPx, color, focused }] of rows.entries()) {
    const rowTopPx = topPx + place * MARK_ROW_PX
    if (focused) {
      surface.fillStyle = focusColor
      surface.fillRect(0, rowTopPx, widthPx, MARK_ROW_PX)
    }
    surface.fillStyle = color
    for (const xPx of placesPx)
      surface.fillRect(xPx - TICK_PX / 2, rowTopPx + GAP_PX / 2, TICK_PX, MARK_ROW_PX - GAP_PX)
  }
}

/** The row at so many pixels below the top of the first one. */
export function markRowAt(rows: readonly MarkRow[], belowPx: number): MarkRow | undefined {
  return belowPx < 0 ? undefined : rows[Math.floor(belowPx / MARK_ROW_PX)]
}

/** The tick that is nearest to a place and near enough to be meant. `positions` must ascend. */
export function nearestMark(positions: readonly Position[], scale: TimeScale, xPx: number): Position | undefined {
  let low = 0
  let high = positions.length
  const leftOf = (at: Position | undefined): boolean => at !== undefined && pxAtPosition(scale, at) < xPx
  while (low < high) {
    const middle = (low + high) >> 1
    if (leftOf(positions[middle])) low = middle + 1
    else high = middle
  }
  const near = [positions[low - 1], positions[low]].filter((at) => at !== undefined)
  const distance = (at: Position): number => Math.abs(pxAtPosition(scale, at) - xPx)
  const [nearest] = near.toSorted((one, other) => distance(one) - distance(other))
  return nearest !== undefined && distance(nearest) <= NEAR_PX ? nearest : undefined
}
