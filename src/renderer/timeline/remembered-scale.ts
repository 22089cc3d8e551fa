import { type TimelinePart, type TimelineState, timelineMembers, timelinePart } from '../state/timeline-part.ts'
import { plotOf, type TimelineScale, timelineScale } from './timeline-scale.ts'

/** The scale for a canvas of a width, of a part of the timeline: the same one until something that it is made of has changed. */
export function rememberedScale(
  partOf: (part: TimelinePart) => TimelinePart,
): (state: TimelineState, widthPx: number) => TimelineScale {
  let last: { readonly state: TimelineState; readonly widthPx: number; readonly scale: TimelineScale } | undefined
  return (state, widthPx) => {
    const before = last
    const changed =
      before === undefined ||
      before.widthPx !== widthPx ||
      timelineMembers.some((one) => state[one] !== before.state[one])
    if (!changed) return before.scale
    const scale = timelineScale(partOf(timelinePart(state)), plotOf(widthPx))
    last = { state, widthPx, scale }
    return scale
  }
}
