import { type Position, position, START } from '../../core/event.ts'
import { bucketStartUs, type Histogram } from '../../core/log-index.ts'

/**
 * Log time of positions and back, as closely as a histogram tells: inside a bucket events are taken to come evenly. Neither falls as
 * the other rises.
 */
export interface PositionTimes {
  readonly fromUs: number
  readonly toUs: number
  timeAt(position: Position): number
  positionAt(timeUs: number): Position
}

/** `undefined` where there are no times that tell the events apart. */
export function positionTimes(histogram: Histogram | undefined): PositionTimes | undefined {
  if (histogram === undefined || histogram.fromUs === histogram.toUs) return undefined
  const { fromUs, toUs, counts, edges } = histogram
  const span = { fromUs, toUs, buckets: counts.length }
  const startUs = (bucket: number): number => bucketStartUs(span, bucket)
  const edge = (bucket: number): number => edges[bucket] ?? START
  return {
    fromUs,
    toUs,
    timeAt(at) {
      const bucket = firstWhere(counts.length - 1, (i) => edge(i + 1) >= at)
      const events = edge(bucket + 1) - edge(bucket)
      const part = events === 0 ? 0 : between((at - edge(bucket)) / events)
      return startUs(bucket) + part * (startUs(bucket + 1) - startUs(bucket))
    },
    positionAt(timeUs) {
      const bucket = firstWhere(counts.length - 1, (i) => startUs(i + 1) > timeUs)
      const part = between((timeUs - startUs(bucket)) / Math.max(1, startUs(bucket + 1) - startUs(bucket)))
      return position(Math.round(edge(bucket) + part * (edge(bucket + 1) - edge(bucket))))
    },
  }
}

/** The least number, from 0, for which it holds, having not held before; `last` where it holds for none. */
function firstWhere(last: number, holds: (i: number) => boolean): number {
  let low = 0
  let high = last
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function between(part: number): number {
  return Math.min(1, Math.max(0, part))
}
