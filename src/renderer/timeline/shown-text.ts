import type { Zone } from '../state/settings-store.ts'
import type { TimelinePart } from '../state/timeline-part.ts'
import { countText } from '../ui/count-text.ts'
import { timeText, zoneText } from '../ui/time-text.ts'

/** Which part of the history is shown, in a sentence. */
export function shownText({ axis, extent, span: { from, to } }: TimelinePart, zone: Zone): string {
  if (from <= extent.from && to >= extent.to) return 'The whole history is shown'
  if (axis === 'position')
    return `Positions ${countText(Math.ceil(from) + 1)} to ${countText(Math.floor(to))} are shown`
  const [start, end] = [Math.round(from), Math.round(to)]
  return `${timeText(start, zone)} to ${timeText(end, zone)} ${zoneText(start, zone)} is shown`
}
