import { type Position, position, START } from '../../core/event.ts'
import type { Histogram, LogSummary } from '../../core/log-index.ts'

/** Where the history lies on the canvas: carries a place in pixels to a log time and a position, and back. */
export interface TimeScale extends Plot {
  /** What the axis measures: log time, or mere order where no time tells the events apart. */
  readonly measures: 'time' | 'order'
  /** Log time at both ends; absent where the store knows no times. */
  readonly span: TimeSpan | undefined
  /** Events in each of the equal parts, the buckets, of the axis. */
  readonly counts: readonly number[]
  /** As in a {@link Histogram}, one more than there are buckets; the last one is the head. */
  readonly edges: readonly Position[]
}

export interface Plot {
  readonly leftPx: number
  readonly widthPx: number
}

interface TimeSpan {
  readonly fromUs: number
  readonly toUs: number
}

/**
 * By time where there is a histogram that spans some; else even over positions. The head may be past the histogram:
 * what came since lies at the right end.
 */
export function timeScale(histogram: Histogram | undefined, summary: LogSummary, plot: Plot): TimeScale {
  const { events, head, firstUs, lastUs } = summary
  if (histogram !== undefined && histogram.toUs > histogram.fromUs) {
    const { fromUs, toUs, counts } = histogram
    return { ...plot, measures: 'time', span: { fromUs, toUs }, counts, edges: [...histogram.edges.slice(0, -1), head] }
  }
  const span = firstUs === undefined || lastUs === undefined ? undefined : { fromUs: firstUs, toUs: lastUs }
  return { ...plot, measures: 'order', span, counts: [events], edges: [START, head] }
}

/**
 * The position at a place; places beyond the ends are the ends. Inside a bucket positions are taken to lie evenly, so it
 * may name a position without an event: the state there is that of the event before.
 */
export function positionAtPx(scale: TimeScale, xPx: number): Position {
  const place = fractionAtPx(scale, xPx) * scale.counts.length
  const bucket = Math.min(scale.counts.length - 1, Math.floor(place))
  const [before, last] = edgesOf(scale, bucket)
  return position(before + Math.round((place - bucket) * (last - before)))
}

/** Where a position lies: the inverse of {@link positionAtPx}. In an idle stretch that is where its last event happened. */
export function pxAtPosition(scale: TimeScale, at: Position): number {
  const bucket = bucketOf(scale, at)
  const [before, last] = edgesOf(scale, bucket)
  const part = last > before ? Math.min(1, Math.max(0, (at - before) / (last - before))) : 0
  return scale.leftPx + ((bucket + part) / scale.counts.length) * scale.widthPx
}

/** Log time at a place, in whole microseconds; undefined where places tell no time. */
export function timeAtPx(scale: TimeScale, xPx: number): number | undefined {
  if (scale.span === undefined) return undefined
  const { fromUs, toUs } = scale.span
  if (scale.measures === 'order') return fromUs === toUs ? fromUs : undefined
  return Math.round(fromUs + fractionAtPx(scale, xPx) * (toUs - fromUs))
}

/** Where a log time lies, beyond the plot for times beyond the span; the left end where the axis measures no time. */
export function pxAtTime({ measures, span, leftPx, widthPx }: TimeScale, atUs: number): number {
  if (measures === 'order' || span === undefined) return leftPx
  return leftPx + ((atUs - span.fromUs) / (span.toUs - span.fromUs)) * widthPx
}

function fractionAtPx({ leftPx, widthPx }: Plot, xPx: number): number {
  if (widthPx <= 0) return 0
  return Math.min(1, Math.max(0, (xPx - leftPx) / widthPx))
}

/** The first bucket whose last position is not before `at`; the last bucket where there is none. */
function bucketOf({ counts, edges }: TimeScale, at: Position): number {
  let low = 0
  let high = counts.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle + 1] ?? at) >= at) high = middle
    else low = middle + 1
  }
  return low
}

/** The position before a bucket and its last one. */
function edgesOf({ edges }: TimeScale, bucket: number): readonly [number, number] {
  return [edges[bucket] ?? START, edges[bucket + 1] ?? START]
}
