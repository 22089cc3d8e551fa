import { type Position, position, START } from '../../core/event.ts'
import { type Density, evenDensity, placeOf, positionAt, timeDensity } from './density.ts'
import type { ExplorerState } from './explorer-store.ts'
import { type AxisPart, type AxisSpan, spanWithin } from './folded-axis.ts'

/** What the state knows of the timeline's axis. */
export type TimelineParts = Pick<
  ExplorerState,
  | 'status'
  | 'head'
  | 'histogram'
  | 'timelineAxis'
  | 'timelineShown'
  | 'idleGaps'
  | 'folding'
  | 'openedGaps'
  | 'density'
  | 'shownDensity'
>

/** What the timeline shows of which axis, and the gaps in it that are folded. */
export function timelinePart(state: TimelineParts): AxisPart {
  const { status, head, timelineAxis, timelineShown, folding, idleGaps, openedGaps } = state
  const { firstUs = 0, lastUs = 0 } = status?.summary ?? {}
  const axis = timelineAxis === 'time' && lastUs > firstUs ? 'time' : 'position'
  const extent = axis === 'time' ? { from: firstUs, to: lastUs + 1 } : { from: START, to: Math.max(1, head) }
  const gaps = folding === 'on' && axis === 'time' ? idleGaps.filter(({ after }) => !openedGaps.has(after)) : []
  const span = timelineShown?.axis === axis ? spanWithin({ axis, extent, gaps }, timelineShown, 0) : extent
  return { axis, extent, span, gaps }
}

/** Where a position lies on the timeline's axis. */
export function placeOnTimeline(state: TimelineParts, at: Position): number {
  const { axis, extent } = timelinePart(state)
  if (axis === 'position') return at
  const { shownDensity: shown } = state
  const whole = wholeDensity(state, extent)
  const [first, last] = [shown?.edges[0], shown?.edges.at(-1)]
  if (shown?.axis !== axis || first === undefined || last === undefined) return placeOf(whole, at)
  const [start = extent.from, end = extent.to] = [shown.starts[0], shown.starts.at(-1)]
  if (at <= first) return Math.min(start, placeOf(whole, at))
  return at > last ? Math.max(end, placeOf(whole, at)) : placeOf(shown, at)
}

/** Of positions, for what sums of fractions leave over. */
const ROUNDING = 1e-6

/** The position at a place of the timeline's axis: that of an event wherever the density tells events apart. */
export function positionOnTimeline(state: TimelineParts, place: number): Position {
  const { axis, extent } = timelinePart(state)
  if (place >= extent.to) return state.head
  if (axis === 'position') return position(Math.max(START, Math.ceil(place - ROUNDING)))
  const { shownDensity: shown } = state
  const [start, end] = [shown?.starts[0], shown?.starts.at(-1)]
  if (shown?.axis === axis && start !== undefined && end !== undefined && place >= start && place < end)
    return positionAt(shown, place)
  return positionAt(wholeDensity(state, extent), place)
}

function wholeDensity({ density, histogram, head, status }: TimelineParts, extent: AxisSpan): Density {
  if (density?.axis === 'time') return density
  return histogram ? timeDensity(histogram) : evenDensity('time', extent, head, status?.summary.events ?? 0)
}
