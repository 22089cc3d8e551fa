import type { Position } from '../../core/event.ts'
import { pxAt } from '../state/folded-axis.ts'
import { type LinePoint, lineThrough, type TrackLine } from '../state/track-data.ts'
import { counted, countText } from '../ui/count-text.ts'
import { addToColumns } from './density-columns.ts'
import { COLUMN_PX } from './draw-density.ts'
import { type PixelRun, pixelRuns, placeFrom } from './pixel-runs.ts'
import type { TimelineRow } from './timeline-rows.ts'
import { positionAtPx, pxAtPosition, type TimelineScale } from './timeline-scale.ts'

/** What a row looks like on a scale. */
export type RowPicture =
  | { readonly kind: 'nothing' }
  /** Ascending pixels, each once. */
  | { readonly kind: 'ticks'; readonly placesPx: readonly number[]; readonly positions: readonly Position[] }
  | { readonly kind: 'bars'; readonly columns: Float64Array }
  | LinePicture

export interface LinePicture {
  readonly kind: 'line'
  readonly line: TrackLine
  /** What it does on each pixel that has points of it. */
  readonly runs: readonly LineRun[]
  /** The place among the points of the last that is left of the plot; -1 where there is none. */
  readonly before: number
}

interface LineRun extends PixelRun {
  /** The band that it covers; without a number in the run `least` is above `most`. */
  readonly least: number
  readonly most: number
}

/** How near the pointer must come to a tick to mean it. */
const NEAR_PX = 4

export function rowPicture(row: TimelineRow, scale: TimelineScale): RowPicture {
  if (row.kind === 'marks') return row.track.line ? lineOf(row.track.line, scale) : ticksOf(row.track.positions, scale)
  const data = row.known?.data
  switch (data?.kind) {
    case 'events':
      return ticksOf(data.positions, scale)
    case 'line':
      return lineOf(data.line, scale)
    case 'density': {
      const shares = new Float64Array(Math.round(scale.widthPx / COLUMN_PX))
      const edgesPx = data.density.starts.map((start) => pxAt(scale, start))
      const stretch = { fromPx: scale.leftPx, toPx: scale.leftPx + scale.widthPx }
      addToColumns({ leftPx: scale.leftPx, columnPx: COLUMN_PX, shares }, data.density.counts, edgesPx, stretch)
      return { kind: 'bars', columns: shares }
    }
    default:
      return { kind: 'nothing' }
  }
}

/** The event that a tick or a point near a place stands for. */
export function eventNear(picture: RowPicture, scale: TimelineScale, xPx: number): Position | undefined {
  if (picture.kind === 'ticks') return nearestMark(picture.positions, scale, xPx)
  return picture.kind === 'line' ? pointNear(picture, scale, xPx)?.position : undefined
}

/** What a row says of a place, as in `3 events` or `4,500 at position 12`; '' for nothing. */
export function pictureText(picture: RowPicture, scale: TimelineScale, xPx: number): string {
  switch (picture.kind) {
    case 'ticks': {
      const at = nearestMark(picture.positions, scale, xPx)
      return at === undefined ? '' : `position ${countText(at)}`
    }
    case 'bars': {
      const events = picture.columns[Math.floor((xPx - scale.leftPx) / COLUMN_PX)] ?? 0
      return events < 0.5 ? '' : `about ${counted(Math.round(events), 'event')}`
    }
    case 'line': {
      const point = pointNear(picture, scale, xPx)
      return point?.value === undefined ? '' : `${countText(point.value)} at position ${countText(point.position)}`
    }
    case 'nothing':
      return ''
  }
}

/** The tick that is nearest to a place and near enough to be meant. `positions` must ascend. */
export function nearestMark(positions: readonly Position[], scale: TimelineScale, xPx: number): Position | undefined {
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

function ticksOf(positions: readonly Position[], scale: TimelineScale): RowPicture {
  return { kind: 'ticks', positions, placesPx: pixelRuns(positions, scale).map(({ xPx }) => xPx) }
}

function lineOf(line: TrackLine, scale: TimelineScale): LinePicture {
  const positions = line.points.map(({ position }) => position)
  const runs = pixelRuns(positions, scale).map((run): LineRun => {
    const { least, most } = lineThrough(line.points.slice(run.from, run.to), 0)
    return { ...run, least, most }
  })
  const before = runs[0]?.from ?? placeFrom(positions, positionAtPx(scale, scale.leftPx))
  return { kind: 'line', line, runs, before: before - 1 }
}

/** The last point at or before a place: its value holds there; before the first, the first. */
function pointNear(
  { line: { points }, runs, before }: LinePicture,
  { leftPx, widthPx }: TimelineScale,
  xPx: number,
): LinePoint | undefined {
  if (xPx < leftPx || xPx > leftPx + widthPx) return undefined
  const run = runs.findLast((one) => one.xPx <= xPx + NEAR_PX)
  return points[run === undefined ? Math.max(0, before) : run.to - 1]
}
