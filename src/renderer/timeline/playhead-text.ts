import type { Position } from '../../core/event.ts'
import type { EventRow } from '../../core/log-index.ts'
import { countText } from '../ui/count-text.ts'
import { utcSecondText, utcText } from '../ui/utc-text.ts'
import { pxAtPosition, type TimeScale, timeAtPx } from './time-scale.ts'

/** What there is to say of the playhead's place. */
export interface PlayheadPlace {
  readonly playhead: Position
  readonly head: Position
  /** The event there, once it is known; see the playhead slice. */
  readonly playheadEvent: EventRow | undefined
  readonly scale: TimeScale
}

/** The time at the playhead: exact as soon as its event is known, before that as the density has it, marked with `about`. */
export function playheadTimeText({ playhead, playheadEvent, scale }: PlayheadPlace): string {
  if (playhead === 0) return 'before the first event'
  if (scale.span === undefined) return ''
  if (playheadEvent?.position === playhead) return `${utcText(playheadEvent.createdAtUs)} UTC`
  const aboutUs = timeAtPx(scale, pxAtPosition(scale, playhead))
  return aboutUs === undefined ? '' : `about ${utcSecondText(aboutUs)} UTC`
}

/** How the slider reads out, as in `2026-03-01 10:22:31.123456 UTC, position 1234 of 100000`. */
export function playheadValueText(place: PlayheadPlace): string {
  const positions = `position ${place.playhead} of ${place.head}`
  const time = playheadTimeText(place)
  return time === '' ? positions : `${time}, ${positions}`
}

/** What lies under the pointer: its log time, to the second, and the position. */
export function placeText(scale: TimeScale, xPx: number, at: Position): string {
  const timeUs = timeAtPx(scale, xPx)
  const positionText = `position ${countText(at)}`
  if (timeUs === undefined) return positionText
  return `${hoverTimeText(scale, timeUs)} · ${positionText}`
}

/** No finer than a pixel is worth. */
function hoverTimeText({ span, widthPx }: TimeScale, timeUs: number): string {
  const usPerPx = span === undefined ? 0 : (span.toUs - span.fromUs) / Math.max(1, widthPx)
  const text = utcText(timeUs)
  if (usPerPx >= 60_000_000) return text.slice(0, 16)
  if (usPerPx >= 1_000_000) return text.slice(0, 19)
  return usPerPx >= 1_000 ? text.slice(0, 23) : text
}
