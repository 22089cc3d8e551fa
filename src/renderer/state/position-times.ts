import type { Position } from '../../core/event.ts'
import type { Histogram } from '../../core/log-index.ts'
import { placeOf, positionAt, timeDensity } from './density.ts'

/** Log time of positions and back, as closely as a histogram tells. Neither falls as the other rises. */
export interface PositionTimes {
  readonly fromUs: number
  readonly toUs: number
  timeAt(position: Position): number
  positionAt(timeUs: number): Position
}

/** `undefined` where there are no times that tell the events apart. */
export function positionTimes(histogram: Histogram | undefined): PositionTimes | undefined {
  if (histogram === undefined || histogram.fromUs === histogram.toUs) return undefined
  const density = timeDensity(histogram)
  return {
    fromUs: histogram.fromUs,
    toUs: histogram.toUs,
    timeAt: (at) => placeOf(density, at),
    positionAt: (timeUs) => positionAt(density, timeUs),
  }
}
