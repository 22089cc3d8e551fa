const US_PER_MS = 1000
const US_PER_SECOND = 1_000_000

/** A time in UTC down to the microsecond, as in `2026-03-01 10:22:31.123456`. `atUs` is microseconds since 1970. */
export function utcText(atUs: number): string {
  return `${utcSecondText(atUs)}.${microsecondsOf(atUs)}`
}

/** A time in UTC down to the second, as in `2026-03-01 10:22:31`; what is below is left away, never rounded up. */
export function utcSecondText(atUs: number): string {
  return new Date(Math.floor(atUs / US_PER_MS)).toISOString().slice(0, 19).replace('T', ' ')
}

function microsecondsOf(atUs: number): string {
  const us = atUs - Math.floor(atUs / US_PER_SECOND) * US_PER_SECOND
  return String(us).padStart(6, '0')
}
