import { BadName } from '../../core/errors.ts'
import { type EventId, eventId, type StreamName, streamName } from '../../core/event.ts'

/** What a text that somebody pasted may mean. */
export type GoToTarget =
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'id'; readonly id: EventId }
  /** A version as the store's own users count. */
  | { readonly kind: 'version'; readonly stream: StreamName; readonly version: number }
  /**
   * The last microsecond that the text names: `12:00:01` is all of that second. `text` is the part that was read, and
   * `zone` says whether it had one or UTC was taken.
   */
  | { readonly kind: 'time'; readonly untilUs: number; readonly text: string; readonly zone: 'given' | 'taken as UTC' }

/** Everything a text may mean, the likeliest first; none where it is empty. */
export function parseGoTo(input: string): readonly GoToTarget[] {
  const text = input.trim()
  if (text === '') return []
  return [
    ...positionIn(text),
    ...versionIn(text),
    ...uuidIn(text),
    ...timeIn(text),
    ...unixTimeIn(text),
    ...wholeId(text),
  ]
}

function positionIn(text: string): readonly GoToTarget[] {
  const digits = /^(?:position\s*)?#?\s*([0-9][0-9_,' ]*)$/i.exec(text)?.[1]
  const position = Number(digits?.replace(/[_,' ]/g, ''))
  return Number.isSafeInteger(position) ? [{ kind: 'position', position }] : []
}

function versionIn(text: string): readonly GoToTarget[] {
  const found = /^(.+?)\s*@\s*([0-9]{1,15})$/.exec(text)
  if (found?.[1] === undefined) return []
  const stream = legal(() => streamName(found[1] ?? ''))
  return stream === undefined ? [] : [{ kind: 'version', stream, version: Number(found[2]) }]
}

function uuidIn(text: string): readonly GoToTarget[] {
  const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i.exec(text)?.[0]
  return uuid === undefined ? [] : [{ kind: 'id', id: eventId(uuid) }]
}

const isoTime =
  /\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![0-9])/i

/** As web servers write it: 24/Nov/2026:16:31:57 +0000. */
const logTime = /\b(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d)\s*([+-]\d{4})?/

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function timeIn(text: string): readonly GoToTarget[] {
  const iso = isoTime.exec(text)
  if (iso) {
    const [whole, year, month, day, hour, minute, second, fraction, zone] = iso
    return timeOf(whole, [year, month, day, hour, minute, second], fraction, zone)
  }
  const log = logTime.exec(text)
  if (!log) return []
  const [whole, day, name, year, hour, minute, second, zone] = log
  const month = months.indexOf(name ?? '') + 1
  return month === 0 ? [] : timeOf(whole, [year, `${month}`, day, hour, minute, second], undefined, zone)
}

function timeOf(
  whole: string,
  parts: readonly (string | undefined)[],
  fraction: string | undefined,
  zone: string | undefined,
): readonly GoToTarget[] {
  const [year = 0, month = 1, day = 1, hour, minute, second] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  )
  if (month < 1 || month > 12 || day < 1 || day > 31 || (hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) > 60)
    return []
  const ms = Date.UTC(year, month - 1, day, hour ?? 0, minute ?? 0, second ?? 0) - zoneMinutes(zone) * 60_000
  const microseconds = Number((fraction ?? '').slice(0, 6).padEnd(6, '0'))
  const untilUs = ms * 1000 + microseconds + spanUs(hour, second, fraction) - 1
  return [{ kind: 'time', untilUs, text: whole.trim(), zone: zone === undefined ? 'taken as UTC' : 'given' }]
}

/** How long a stretch the text names: a day, a minute, a second or the fraction's last digit. */
function spanUs(hour: number | undefined, second: number | undefined, fraction: string | undefined): number {
  if (hour === undefined) return 86_400_000_000
  if (second === undefined) return 60_000_000
  if (fraction === undefined) return 1_000_000
  return 10 ** Math.max(0, 6 - fraction.length)
}

function zoneMinutes(zone: string | undefined): number {
  const found = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '')
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]))
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their length. */
function unixTimeIn(text: string): readonly GoToTarget[] {
  const digits = /\b[0-9]{10}(?:[0-9]{3}){0,3}\b/.exec(text)?.[0]
  if (digits === undefined) return []
  const unitUs = { 10: 1_000_000, 13: 1000, 16: 1, 19: 0.001 }[digits.length]
  if (unitUs === undefined) return []
  const fromUs = digits.length === 19 ? Number(digits.slice(0, 16)) : Number(digits) * unitUs
  const untilUs = fromUs + Math.max(1, unitUs) - 1
  return [{ kind: 'time', untilUs, text: digits, zone: 'given' }]
}

function wholeId(text: string): readonly GoToTarget[] {
  const id = legal(() => eventId(text))
  return id === undefined ? [] : [{ kind: 'id', id }]
}

function legal<Name>(make: () => Name): Name | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}
