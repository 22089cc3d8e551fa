import type { Position } from '../../core/event.ts'
import type { EventRow } from '../../core/log-index.ts'
import type { Zone } from '../state/settings-store.ts'
import { countText } from '../ui/count-text.ts'
import { secondText, timeText, zoneText } from '../ui/time-text.ts'
import { type TimelineScale, timeAtPx } from './timeline-scale.ts'

/** What there is to say of the playhead's place. */
export interface PlayheadPlace {
  readonly playhead: Position
  readonly head: Position
  /** The event there, once it is known; see the playhead slice. */
  readonly playheadEvent: EventRow | undefined
  readonly times: 'known' | 'unknown'
  /** The time there as the density has it; absent where it has none. */
  readonly aboutUs: number | undefined
  readonly zone: Zone
}

/** The time at the playhead: exact as soon as its event is known, before that as the density has it, marked with `about`. */
export function playheadTimeText({ playhead, playheadEvent, times, aboutUs, zone }: PlayheadPlace): string {
  if (playhead === 0) return 'before the first event'
  if (times === 'unknown') return ''
  if (playheadEvent?.position === playhead) {
    const { createdAtUs } = playheadEvent
    return `${timeText(createdAtUs, zone)} ${zoneText(createdAtUs, zone)}`
  }
  return aboutUs === undefined ? '' : `about ${secondText(aboutUs, zone)} ${zoneText(aboutUs, zone)}`
}

/** How the slider reads out, as in `2026-03-01 10:22:31.123456 UTC, position 1234 of 100000`. */
export function playheadValueText(place: PlayheadPlace): string {
  const positions = `position ${place.playhead} of ${place.head}`
  const time = playheadTimeText(place)
  return time === '' ? positions : `${time}, ${positions}`
}

/** What lies under the pointer: its log time, no finer than a pixel is worth, and the position. */
export function placeText(scale: TimelineScale, xPx: number, at: Position, zone: Zone): string {
  const timeUs = timeAtPx(scale, xPx)
  const positionText = `position ${countText(at)}`
  return timeUs === undefined ? positionText : `${pixelTimeText(scale, timeUs, zone)} · ${positionText}`
}

function pixelTimeText({ pxPerUnit }: TimelineScale, timeUs: number, zone: Zone): string {
  const usPerPx = 1 / pxPerUnit
  const text = timeText(timeUs, zone)
  if (usPerPx >= 60_000_000) return text.slice(0, 16)
  if (usPerPx >= 1_000_000) return text.slice(0, 19)
  return usPerPx >= 1_000 ? text.slice(0, 23) : text
}
