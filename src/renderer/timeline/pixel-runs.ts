import type { Position } from '../../core/event.ts'
import { positionAtPx, pxAtPosition, type TimelineScale } from './timeline-scale.ts'

/** Neighbours among ascending positions that fall on the same pixel: the places `from` up to and without `to`. */
export interface PixelRun {
  readonly xPx: number
  readonly from: number
  readonly to: number
}

/** Ascending positions by the whole pixels of the plot that they fall on. It takes as long as there are pixels, however many positions there are. */
export function pixelRuns(positions: readonly Position[], scale: TimelineScale): readonly PixelRun[] {
  const runs: PixelRun[] = []
  const rightPx = scale.leftPx + scale.widthPx
  const pixelOf = (place: number): number => {
    const at = positions[place]
    return at === undefined ? Number.POSITIVE_INFINITY : Math.round(pxAtPosition(scale, at))
  }
  /** The first place at or right of a pixel: the scale tells it but for a few places. */
  const placeAt = (xPx: number): number => {
    let place = placeFrom(positions, positionAtPx(scale, xPx - 0.5))
    while (place > 0 && pixelOf(place - 1) >= xPx) place--
    while (pixelOf(place) < xPx) place++
    return place
  }
  let from = placeAt(Math.ceil(scale.leftPx))
  for (let xPx = pixelOf(from); xPx <= rightPx; xPx = pixelOf(from)) {
    const to = placeAt(xPx + 1)
    runs.push({ xPx, from, to })
    from = to
  }
  return runs
}

/** The place of the first of ascending positions that is not before one. */
export function placeFrom(positions: readonly Position[], from: Position): number {
  let low = 0
  let high = positions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((positions[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}
