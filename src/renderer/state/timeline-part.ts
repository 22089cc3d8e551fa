import { type Position, position, START } from '../../core/event.ts'
import { type Density, evenDensity, placeOf, positionAt } from './density.ts'
import type { ExplorerState } from './explorer-store.ts'
import { type AxisPart, type AxisSpan, spanWithin, type TimelineAxis } from './folded-axis.ts'

/** What the timeline shows, of which axis; `gaps` are those that are folded. */
export interface TimelinePart extends AxisPart {
  readonly head: Position
  /** Of the whole history. */
  readonly whole: Density
  /** Of a part of it, which tells its events better apart; absent while there is none of this axis. */
  readonly shown: Density | undefined
}

/** What of the state {@link timelinePart} is made of. */
export const timelineMembers = [
  'status',
  'head',
  'timelineAxis',
  'timelineShown',
  'idleGaps',
  'folding',
  'openedGaps',
  'density',
  'shownDensity',
] as const satisfies readonly (keyof ExplorerState)[]

export type TimelineState = Pick<ExplorerState, (typeof timelineMembers)[number]>

export function timelinePart(state: TimelineState): TimelinePart {
  const { status, head, timelineShown, density, shownDensity } = state
  const axis = axisOf(state)
  const extent = extentOf(state, axis)
  const gaps = gapsOf(state, axis)
  const span = timelineShown?.axis === axis ? spanWithin({ axis, extent, gaps }, timelineShown, 0) : extent
  return {
    axis,
    extent,
    gaps,
    span,
    head,
    whole: density?.axis === axis ? density : evenDensity(axis, extent, head, status?.summary.events ?? 0),
    shown: shownDensity?.axis === axis ? shownDensity : undefined,
  }
}

/** Where a position lies on the axis; as closely as is known where it measures time. */
export function placeOnTimeline({ axis, whole, shown }: TimelinePart, at: Position): number {
  if (axis === 'position') return at
  const place = placeOf(whole, at)
  if (shown === undefined) return place
  const { first, last, start, end } = endsOf(shown)
  if (at <= first) return Math.min(start, place)
  return at > last ? Math.max(end, place) : placeOf(shown, at)
}

/** The position at a place of the axis: that of an event wherever the density tells events apart. */
export function positionOnTimeline({ axis, extent, head, whole, shown }: TimelinePart, place: number): Position {
  if (place >= extent.to) return head
  if (axis === 'position') return position(Math.min(head, Math.max(START, Math.ceil(place - ROUNDING))))
  if (shown === undefined) return positionAt(whole, place)
  const { first, last, start, end } = endsOf(shown)
  if (place < start) return position(Math.min(first, positionAt(whole, place)))
  return place < end ? positionAt(shown, place) : position(Math.max(last, positionAt(whole, place)))
}

/** Of positions: what sums of fractions leave over. */
const ROUNDING = 1e-6

/** Without times that differ there is no axis but that of positions. */
function axisOf({ timelineAxis, status }: Pick<ExplorerState, 'timelineAxis' | 'status'>): TimelineAxis {
  const { firstUs = 0, lastUs = 0 } = status?.summary ?? {}
  return timelineAxis === 'time' && lastUs > firstUs ? 'time' : 'position'
}

function extentOf({ status, head }: Pick<ExplorerState, 'status' | 'head'>, axis: TimelineAxis): AxisSpan {
  const { firstUs = 0, lastUs = 0 } = status?.summary ?? {}
  return axis === 'time' ? { from: firstUs, to: lastUs + 1 } : { from: START, to: Math.max(1, head) }
}

function gapsOf(
  { folding, idleGaps, openedGaps }: Pick<ExplorerState, 'folding' | 'idleGaps' | 'openedGaps'>,
  axis: TimelineAxis,
): AxisPart['gaps'] {
  if (folding === 'off' || axis === 'position') return []
  return openedGaps.size === 0 ? idleGaps : idleGaps.filter(({ after }) => !openedGaps.has(after))
}

interface Ends {
  /** The last position before it, and its last. */
  readonly first: Position
  readonly last: Position
  readonly start: number
  readonly end: number
}

function endsOf({ edges, starts }: Density): Ends {
  return {
    first: edges[0] ?? START,
    last: edges.at(-1) ?? START,
    start: starts[0] ?? 0,
    end: starts.at(-1) ?? 0,
  }
}
