/** From the first to the last microsecond, both inclusive, since 1970. */
export interface TimeSpan {
  readonly fromUs: number
  readonly toUs: number
}

const written =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(?:Z|([+-])(\d\d):(\d\d))?)?)?)?$/i

const SECOND_US = 1_000_000
const MINUTE_US = 60 * SECOND_US

/**
 * The time that a text in ISO 8601 names, as long as what it leaves out: `2026-01-31` is a whole day, `2026-01-31T10:00` a minute,
 * `…T10:00:00.5` a tenth of a second. Without an offset it is UTC. A year and a month without a day are whole, too.
 *
 * @returns what was expected, where the text names no time that an event can have
 */
export function timeSpan(text: string): TimeSpan | string {
  const match = written.exec(text)
  if (match === null) return 'a time such as 2026-01-31, 2026-01-31T10:00 or 2026-01-31T10:00:00.5+02:00'
  const [, year = '', month, day, hour, minute, second, fraction, sign, offsetHour, offsetMinute] = match
  if (!isClockTime(hour, minute, second) || !isClockTime(offsetHour, offsetMinute)) return 'a time of day that exists'
  if (!isDate(year, month, day)) return 'a date that exists'
  const offsetUs = (sign === '-' ? -1 : 1) * minutes(offsetHour, offsetMinute) * MINUTE_US
  const firstUs =
    Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)) * 1000 +
    minutes(hour, minute) * MINUTE_US +
    Number(second ?? 0) * SECOND_US +
    Number((fraction ?? '').padEnd(6, '0'))
  const fromUs = firstUs - offsetUs
  const toUs = nextUs(firstUs, { month, day, hour, second, fraction }) - 1 - offsetUs
  if (Number(year) < 100 || !Number.isSafeInteger(fromUs) || !Number.isSafeInteger(toUs))
    return 'a time from 1684-07-29 to 2255-06-04, which is what fits'
  return { fromUs, toUs }
}

interface WrittenParts {
  readonly month: string | undefined
  readonly day: string | undefined
  readonly hour: string | undefined
  readonly second: string | undefined
  readonly fraction: string | undefined
}

function nextUs(firstUs: number, { month, day, hour, second, fraction }: WrittenParts): number {
  const first = new Date(firstUs / 1000)
  if (month === undefined) return Date.UTC(first.getUTCFullYear() + 1, 0) * 1000
  if (day === undefined) return Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1) * 1000
  if (hour === undefined) return firstUs + 24 * 60 * MINUTE_US
  if (second === undefined) return firstUs + MINUTE_US
  return firstUs + 10 ** (6 - (fraction ?? '').length)
}

function isClockTime(hour = '0', minute = '0', second = '0'): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
}

function isDate(year: string, month = '01', day = '01'): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
}

function minutes(hour = '0', minute = '0'): number {
  return Number(hour) * 60 + Number(minute)
}

/** The shortest text, from a day's on, whose span begins at this time, or ends with it. */
export function timeText(us: number, end: 'from' | 'to'): string {
  const texts = textsOf(us).slice(2)
  return texts.find((text) => isSpan(timeSpan(text), us, end)) ?? texts.at(-1) ?? ''
}

/** The shortest text of this very span, where there is one. */
export function spanText({ fromUs, toUs }: TimeSpan): string | undefined {
  return textsOf(fromUs).find((text) => {
    const span = timeSpan(text)
    return typeof span !== 'string' && span.fromUs === fromUs && span.toUs === toUs
  })
}

function isSpan(span: TimeSpan | string, us: number, end: 'from' | 'to'): boolean {
  return typeof span !== 'string' && (end === 'from' ? span.fromUs : span.toUs) === us
}

/** A time's texts of every precision, from the year to the microsecond. */
function textsOf(us: number): string[] {
  const second = Math.floor(us / SECOND_US)
  const whole = `${new Date(second * 1000).toISOString().slice(0, 19)}.${String(us - second * SECOND_US).padStart(6, '0')}`
  return [4, 7, 10, 16, 19, 21, 22, 23, 24, 25, 26].map((length) => whole.slice(0, length) + (length > 10 ? 'Z' : ''))
}
