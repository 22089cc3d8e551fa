import type { Position } from '../../core/event.ts'

export const timelineAxes = ['time', 'position'] as const

/** What the timeline measures: log time, or the order of the events. */
export type TimelineAxis = (typeof timelineAxes)[number]

/** A part of an axis: from one time in microseconds since 1970 up to and without another, or after one position up to another. */
export interface AxisSpan {
  readonly from: number
  readonly to: number
}

/** A stretch without events. */
export interface Gap extends AxisSpan {
  /** The last position before it, which it is known by. */
  readonly after: Position
}

/** Most pixels that a folded gap takes; one that takes no more without being folded is left as it is. */
export const FOLD_PX = 16

/** Most pixels that a microsecond, or a position, takes. Of today's microseconds a number holds no less than a quarter. */
const MAX_PX_PER_UNIT: Readonly<Record<TimelineAxis, number>> = { time: 4, position: 40 }

/** A span that comes as near as this to an end of the axis reaches it. */
const END_UNITS = 0.5

/** Where a part of an axis lies on a canvas. */
export interface Plot {
  readonly leftPx: number
  readonly widthPx: number
}

/** A part of an axis that is looked at. */
export interface AxisPart {
  readonly axis: TimelineAxis
  /** The whole of it. */
  readonly extent: AxisSpan
  readonly span: AxisSpan
  /** Those that may be folded: in order, apart from one another. */
  readonly gaps: readonly Gap[]
}

/**
 * A span of an axis laid over a plot. Every unit takes as many pixels as every other, only that no gap takes more than {@link FOLD_PX}:
 * so places rise with pixels, each has one of the other, and nothing jumps as one zooms.
 */
export interface AxisView extends AxisPart, Plot {
  readonly pxPerUnit: number
  /** Where the slope changes, in order; the first is the start of the extent, at 0 px. */
  readonly knots: readonly Knot[]
}

interface Knot {
  readonly at: number
  /** From the start of the extent. */
  readonly px: number
}

export function axisView({ axis, extent, span, gaps }: AxisPart, plot: Plot): AxisView {
  const folded = gaps.filter(({ from, to }) => from > span.from || to < span.to)
  const pxPerUnit = pxPerUnitOf(span, folded, Math.max(1, plot.widthPx))
  return { ...plot, axis, extent, span, gaps: folded, pxPerUnit, knots: knotsOf(extent, folded, pxPerUnit) }
}

/** Pixels from the canvas's left edge, for places beyond the span too. */
export function pxAt(view: AxisView, at: number): number {
  return view.leftPx + pxAlong(view, at) - pxAlong(view, view.span.from)
}

/** The inverse of {@link pxAt}. */
export function placeAtPx(view: AxisView, xPx: number): number {
  return placeAlong(view, pxAlong(view, view.span.from) + xPx - view.leftPx)
}

/** The span after zooming by a factor, above 1 to see less, with what is under a pixel staying there unless an end of the axis is reached. */
export function zoomedSpan(view: AxisView, factor: number, xPx: number): AxisSpan {
  const { extent, span, gaps, leftPx, widthPx } = view
  const most = Math.max(view.pxPerUnit, MAX_PX_PER_UNIT[view.axis])
  const pxPerUnit = Math.min(view.pxPerUnit * factor, most)
  if (pxPerUnit === view.pxPerUnit) return span
  const along = { pxPerUnit, knots: knotsOf(extent, gaps, pxPerUnit) }
  return spanFrom(extent, along, pxAlong(along, placeAtPx(view, xPx)) - (xPx - leftPx), widthPx)
}

/** The span that lies so many pixels further, or as far as the axis goes. */
export function pannedSpan(view: AxisView, byPx: number): AxisSpan {
  return spanFrom(view.extent, view, pxAlong(view, view.span.from) + byPx, view.widthPx)
}

/** The nearest span of the extent that is not shorter than can be seen. */
export function spanWithin(
  { axis, extent }: Omit<AxisPart, 'span'>,
  { from, to }: AxisSpan,
  widthPx: number,
): AxisSpan {
  const units = Math.min(extent.to - extent.from, Math.max(to - from, widthPx / MAX_PX_PER_UNIT[axis]))
  const start = Math.min(Math.max(from, extent.from), extent.to - units)
  return { from: start, to: start + units }
}

/** Whether a gap is drawn folded, rather than small by itself. */
export function isFolded({ gaps, pxPerUnit }: AxisView, gap: Gap): boolean {
  return gaps.includes(gap) && (gap.to - gap.from) * pxPerUnit > FOLD_PX
}

type Along = Pick<AxisView, 'pxPerUnit' | 'knots'>

function spanFrom(extent: AxisSpan, along: Along, fromPx: number, widthPx: number): AxisSpan {
  const startPx = pxAlong(along, extent.from)
  const endPx = pxAlong(along, extent.to)
  if (endPx - startPx <= widthPx) return extent
  const px = Math.min(Math.max(fromPx, startPx), endPx - widthPx)
  const [from, to] = [placeAlong(along, px), placeAlong(along, px + widthPx)]
  return {
    from: from - extent.from < END_UNITS ? extent.from : from,
    to: extent.to - to < END_UNITS ? extent.to : to,
  }
}

/**
 * Pixels a unit, so that the span fills the width with its long gaps folded: first all are taken to be as they are, then the longest
 * folded, then the next, until no other would be longer than a fold.
 */
function pxPerUnitOf(span: AxisSpan, gaps: readonly Gap[], widthPx: number): number {
  const seen = gaps
    .map(({ from, to }) => ({ units: to - from, shown: Math.min(to, span.to) - Math.max(from, span.from) }))
    .filter(({ shown }) => shown > 0)
    .toSorted((one, other) => other.units - one.units)
  let leftPx = widthPx
  let units = span.to - span.from
  for (const gap of seen) {
    if ((leftPx / units) * gap.units <= FOLD_PX) break
    leftPx -= (FOLD_PX * gap.shown) / gap.units
    units -= gap.shown
  }
  return leftPx / units
}

function knotsOf(extent: AxisSpan, gaps: readonly Gap[], pxPerUnit: number): readonly Knot[] {
  const knots: Knot[] = [{ at: extent.from, px: 0 }]
  let last: Knot = { at: extent.from, px: 0 }
  for (const { from, to } of gaps) {
    if ((to - from) * pxPerUnit <= FOLD_PX) continue
    const before = { at: from, px: last.px + (from - last.at) * pxPerUnit }
    last = { at: to, px: before.px + FOLD_PX }
    knots.push(before, last)
  }
  return knots
}

function pxAlong({ knots, pxPerUnit }: Along, at: number): number {
  const place = lastKnot(knots, (knot) => knot.at <= at)
  const [knot, next] = [knots[place], knots[place + 1]]
  if (knot === undefined) return 0
  const isFold = place % 2 === 1
  const slope = isFold && next ? FOLD_PX / (next.at - knot.at) : pxPerUnit
  return knot.px + (at - knot.at) * slope
}

function placeAlong({ knots, pxPerUnit }: Along, px: number): number {
  const place = lastKnot(knots, (knot) => knot.px <= px)
  const [knot, next] = [knots[place], knots[place + 1]]
  if (knot === undefined) return 0
  const isFold = place % 2 === 1
  const slope = isFold && next ? (next.at - knot.at) / FOLD_PX : 1 / pxPerUnit
  return knot.at + (px - knot.px) * slope
}

/** The place of the last knot for which it holds, which it does up to some; the first where it holds for none. */
function lastKnot(knots: readonly Knot[], holds: (knot: Knot) => boolean): number {
  let low = 0
  let high = knots.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const knot = knots[middle]
    if (knot !== undefined && holds(knot)) low = middle
    else high = middle - 1
  }
  return low
}
