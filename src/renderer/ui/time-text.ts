import { utcSecondText, utcText } from './utc-text.ts'

/** The zone that times are shown in: UTC, or the one that the machine is in. */
type Zone = 'utc' | 'local'

const US_PER_MS = 1000
const US_PER_MINUTE = 60_000_000

/** A time down to the microsecond, as in `2026-03-01 10:22:31.123456`. `atUs` is microseconds since 1970. */
export function timeText(atUs: number, zone: Zone): string {
  return utcText(shifted(atUs, zone))
}

/** A time down to the second; what is below is left away, never rounded up. */
export function secondText(atUs: number, zone: Zone): string {
  return utcSecondText(shifted(atUs, zone))
}

/** How the zone is called at a time: `UTC`, or the local offset then, as in `UTC+2` and `UTC−3:30`. */
export function zoneText(atUs: number, zone: Zone): string {
  const minutes = zone === 'utc' ? 0 : offsetMinutes(atUs)
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** A time for machines, in UTC whatever is shown: what `datetime` of a `<time>` wants. */
export function isoText(atUs: number): string {
  return `${utcText(atUs).replace(' ', 'T')}Z`
}

/** The time whose UTC text is the zone's text of `atUs`. */
export function shifted(atUs: number, zone: Zone): number {
  return zone === 'utc' ? atUs : atUs + offsetMinutes(atUs) * US_PER_MINUTE
}

/** The inverse of {@link shifted}: of an hour that a clock shows twice, the first. */
export function unshifted(shownUs: number, zone: Zone): number {
  if (zone === 'utc') return shownUs
  const guessUs = shownUs - offsetMinutes(shownUs) * US_PER_MINUTE
  const other = shownUs - offsetMinutes(guessUs) * US_PER_MINUTE
  return shifted(other, zone) === shownUs ? other : guessUs
}

function offsetMinutes(atUs: number): number {
  return -new Date(Math.floor(atUs / US_PER_MS)).getTimezoneOffset()
}
