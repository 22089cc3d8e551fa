import { type Position, position, START } from '../../core/event.ts'
import { bucketStartUs, type Histogram, type PositionHistogram, type TypeBuckets } from '../../core/log-index.ts'
import type { AxisSpan, Gap, TimelineAxis } from './folded-axis.ts'

/** How many events each bucket of a part of the axis holds. */
export interface Density {
  readonly axis: TimelineAxis
  /** Where each bucket begins, and the last one ends: one more than there are buckets. */
  readonly starts: readonly number[]
  readonly counts: readonly number[]
  /** As in a {@link Histogram}: the last position before each bucket, and the last of all. */
  readonly edges: readonly Position[]
  /** In order of name; none where types are not told apart. */
  readonly types: readonly TypeBuckets[]
}

export function timeDensity({ fromUs, toUs, counts, edges, types = [] }: Histogram): Density {
  const query = { fromUs, toUs, buckets: counts.length }
  return { axis: 'time', starts: edges.map((_, bucket) => bucketStartUs(query, bucket)), counts, edges, types }
}

export function positionDensity({ counts, edges, types = [] }: PositionHistogram): Density {
  return { axis: 'position', starts: edges, counts, edges, types }
}

/** Before anything is known: all events lie evenly. */
export function evenDensity(axis: TimelineAxis, { from, to }: AxisSpan, head: Position, events: number): Density {
  return { axis, starts: [from, to], counts: [events], edges: [START, head], types: [] }
}

/** Where an event lies on the axis. Inside a bucket events are taken to come evenly, the last at its end; beyond the ends is the end. */
export function placeOf({ starts, edges }: Density, at: Position): number {
  const bucket = firstWhere(edges.length - 2, (i) => (edges[i + 1] ?? at) >= at)
  const [before = START, last = START] = [edges[bucket], edges[bucket + 1]]
  const [start = 0, end = start] = [starts[bucket], starts[bucket + 1]]
  return start + (last > before ? between((at - before) / (last - before)) : 0) * (end - start)
}

/**
 * The position at a place, the inverse of {@link placeOf}. Inside a bucket of several it may name one that no event has: the state there is that
 * of the event before.
 */
export function positionAt({ starts, edges }: Density, place: number): Position {
  const bucket = firstWhere(edges.length - 2, (i) => (starts[i + 1] ?? place) > place)
  const [before = START, last = START] = [edges[bucket], edges[bucket + 1]]
  const [start = 0, end = start] = [starts[bucket], starts[bucket + 1]]
  const part = end > start ? between((place - start) / (end - start)) : 0
  return position(before + Math.max(0, Math.ceil(part * (last - before) - ROUNDING)))
}

/** Of events: today's microseconds are no exact fractions of a bucket. */
const ROUNDING = 0.25

/** Stretches of at least {@link MIN_GAP_BUCKETS} empty buckets. */
export function gapsIn({ axis, counts, starts, edges }: Density): readonly Gap[] {
  const gaps: Gap[] = []
  if (axis === 'position') return gaps
  let first = 0
  for (let bucket = 0; bucket <= counts.length; bucket++) {
    if (counts[bucket] === 0) continue
    const [from, to, after] = [starts[first], starts[bucket], edges[first]]
    if (bucket - first >= MIN_GAP_BUCKETS && from !== undefined && to !== undefined && after !== undefined)
      gaps.push({ from, to, after })
    first = bucket + 1
  }
  return gaps
}

const MIN_GAP_BUCKETS = 2

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
