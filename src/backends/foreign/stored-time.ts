import { sqliteTimeUs } from './sqlite-time.ts'

/** What SQLite gives for a value that is neither bytes nor NULL. */
type Stored = string | bigint | number

/** From here on a number of seconds would be past the year 5138, so it is milliseconds; and so on. */
const MILLISECONDS_FROM = 1e11
const MICROSECONDS_FROM = 1e14
const NANOSECONDS_FROM = 1e17

/** Days since 4714 BC as SQLite's julianday() counts them: these are the years 1858 to 2132. */
const JULIAN_FROM = 2_400_000
const JULIAN_UP_TO = 2_500_000
const JULIAN_1970 = 2_440_587.5

const offsetWithoutColon = /([+-]\d\d)(\d\d)?$/

/** Microseconds since 1970 of a time in text, as {@link sqliteTimeUs}; nothing for numbers. */
export function textTimeUs(value: Stored): number | undefined {
  return typeof value === 'string' ? sqliteTimeUs(value) : undefined
}

/** Microseconds since 1970 of a number of milliseconds since then; nothing for text. */
export function millisecondTimeUs(value: Stored): number | undefined {
  return typeof value === 'string' ? undefined : safe(Math.round(Number(value) * 1000))
}

/**
 * Microseconds since 1970 of whatever an application may have stored: text as {@link sqliteTimeUs} or with the offsets of ISO 8601's short
 * forms or `UTC`; numbers, in text or not, of seconds, milliseconds, microseconds or nanoseconds, whichever lies near our time; and
 * fractions of days as julianday() counts them.
 */
export function anyTimeUs(value: Stored): number | undefined {
  if (typeof value !== 'string') return numberTimeUs(value)
  const text = value.trim()
  if (/^-?\d+(\.\d+)?$/.test(text)) return numberTimeUs(text.includes('.') ? Number(text) : BigInt(text))
  return sqliteTimeUs(isoOffset(text))
}

/** `2024-05-01T12:00:00+0200`, `… +02` and `… UTC` with their offset as sqliteTimeUs reads it. */
function isoOffset(text: string): string {
  const zoned = text.replace(/z$| ?(UTC|GMT)$/i, 'Z')
  const clock = zoned.search(/[ T]/i)
  if (clock < 0) return zoned
  const time = zoned
    .slice(clock + 1)
    .replace(offsetWithoutColon, (_, hours: string, minutes = '00') => `${hours}:${minutes}`)
  return `${zoned.slice(0, clock)} ${time}`
}

function numberTimeUs(value: bigint | number): number | undefined {
  const size = Math.abs(Number(value))
  if (typeof value === 'number' && !Number.isInteger(value) && size >= JULIAN_FROM && size < JULIAN_UP_TO)
    return Math.round((value - JULIAN_1970) * 86_400_000) * 1000
  if (size >= NANOSECONDS_FROM)
    return safe(Math.floor(Number(typeof value === 'bigint' ? value / 1000n : value / 1000)))
  if (size >= MICROSECONDS_FROM) return safe(Math.floor(Number(value)))
  return safe(Math.round(Number(value) * (size >= MILLISECONDS_FROM ? 1e3 : 1e6)))
}

function safe(us: number): number | undefined {
  return Number.isSafeInteger(us) ? us : undefined
}
