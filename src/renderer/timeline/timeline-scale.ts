import type { Position } from '../../core/event.ts'
import { type AxisView, axisView, type Plot, placeAtPx, pxAt } from '../state/folded-axis.ts'
import { placeOnTimeline, positionOnTimeline, type TimelinePart } from '../state/timeline-part.ts'
import { COLUMN_PX } from './draw-density.ts'

/** Where the history lies on a canvas: carries a place in pixels to a position or a time, and back. */
export interface TimelineScale extends AxisView {
  readonly part: TimelinePart
}

/** Room at both sides, so that the playhead's grip is whole at the ends. */
const SIDE_PX = 8

export function timelineScale(part: TimelinePart, plot: Plot): TimelineScale {
  return { ...axisView(part, plot), part }
}

/** The part of a canvas of this width that the history takes: whole columns. */
export function plotOf(widthPx: number): Plot {
  const columns = Math.max(0, Math.floor((widthPx - 2 * SIDE_PX) / COLUMN_PX))
  return { leftPx: SIDE_PX, widthPx: columns * COLUMN_PX }
}

/** Where a position lies, beyond the plot where it is not in the shown part. */
export function pxAtPosition(scale: TimelineScale, at: Position): number {
  return pxAt(scale, placeOnTimeline(scale.part, at))
}

/** The position at a place; places beyond the plot are its ends. */
export function positionAtPx(scale: TimelineScale, xPx: number): Position {
  return positionOnTimeline(scale.part, placeAtPx(scale, within(scale, xPx)))
}

/** Log time at a place, in whole microseconds; undefined where the axis measures none. */
export function timeAtPx(scale: TimelineScale, xPx: number): number | undefined {
  if (scale.axis === 'position') return undefined
  return Math.min(scale.extent.to - 1, Math.floor(placeAtPx(scale, within(scale, xPx))))
}

/** About the log time at a position; undefined where the axis measures none. */
export function timeAtPosition({ axis, extent, part }: TimelineScale, at: Position): number | undefined {
  return axis === 'position' ? undefined : Math.min(extent.to - 1, Math.floor(placeOnTimeline(part, at)))
}

function within({ leftPx, widthPx }: Plot, xPx: number): number {
  return Math.min(leftPx + widthPx, Math.max(leftPx, xPx))
}
