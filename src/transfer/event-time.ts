const isoForm =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|z|[+-]\d\d(?::?\d\d)?)?)?$/

/** From here on a number of seconds would be past the year 5138, so it is milliseconds; and so on for microseconds. */
const MILLISECONDS_FROM = 1e11
const MICROSECONDS_FROM = 1e14

/**
 * A time as histories have it, in whole microseconds since 1970, or undefined if it is none. Text is ISO 8601, in UTC where it names no
 * zone, cut after microseconds. A number is seconds, milliseconds or microseconds since 1970, whichever lies near
 * our time.
 */
export function eventTimeUs(value: unknown): number | undefined {
  const us = typeof value === 'string' ? fromText(value) : typeof value === 'number' ? fromNumber(value) : undefined
  return us !== undefined && Number.isSafeInteger(us) ? us : undefined
}

function fromNumber(value: number): number {
  const size = Math.abs(value)
  if (size >= MICROSECONDS_FROM) return Math.round(value)
  return size >= MILLISECONDS_FROM ? Math.round(value * 1e3) : Math.round(value * 1e6)
}

function fromText(text: string): number | undefined {
  const match = isoForm.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match
  const at = Date.UTC(+`${year}`, +`${month}` - 1, +`${day}`)
  const date = new Date(at)
  if (date.getUTCFullYear() !== +`${year}` || date.getUTCMonth() !== +`${month}` - 1) return undefined
  if (+hour > 23 || +minute > 59 || +second > 60) return undefined
  const seconds = (+hour * 60 + +minute) * 60 + +second - zoneSeconds(zone)
  return at * 1000 + seconds * 1_000_000 + +fraction.padEnd(6, '0').slice(0, 6)
}

function zoneSeconds(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0
  const digits = zone.replace(':', '').slice(1)
  const seconds = +digits.slice(0, 2) * 3600 + +(digits.slice(2) || '0') * 60
  return zone.startsWith('-') ? -seconds : seconds
}
