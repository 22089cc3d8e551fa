const SystemDate = Date
const parseSystem = Date.parse
const utcParts = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const

/**
 * Makes Date the same on every machine: now is what `nowMs` says, and local time is UTC. Times in ISO 8601, and any other that
 * names its zone, mean what they always meant.
 */
export function fixDate(nowMs: () => number): void {
  Object.assign(globalThis, { Date: fixedDate(nowMs) })
  SystemDate.now = nowMs
  SystemDate.parse = parseAsUtc
  const prototype: Record<string, unknown> = Object.getOwnPropertyDescriptor(SystemDate, 'prototype')?.value
  for (const part of utcParts) {
    prototype[`get${part}`] = prototype[`getUTC${part}`]
    if (part !== 'Day') prototype[`set${part}`] = prototype[`setUTC${part}`]
  }
  prototype['getTimezoneOffset'] = () => 0
  prototype['toString'] = function asText(this: Date) {
    return Number.isNaN(this.getTime()) ? 'Invalid Date' : this.toUTCString()
  }
}

/** Keeps `new Date(...)`, `Date(...)`, `instanceof` and subclasses working. */
function fixedDate(nowMs: () => number): DateConstructor {
  return new Proxy(SystemDate, {
    apply: () => new SystemDate(nowMs()).toString(),
    construct: (target, values: readonly unknown[], newTarget) =>
      Reflect.construct(target, [millisecondsOf(values, nowMs)], newTarget),
  })
}

function millisecondsOf(values: readonly unknown[], nowMs: () => number): unknown {
  if (values.length === 0) return nowMs()
  const [first] = values
  if (values.length > 1) return Reflect.apply(SystemDate.UTC, undefined, [...values])
  return typeof first === 'string' ? parseAsUtc(first) : first
}

const namesZone = /(?:Z|[+-]\d\d:?\d\d|GMT|UTC|UT|[ECMP][SD]T)(?:\s*\(.*\))?\s*$/i
const isoDate = /^\s*[+-]?\d{4,6}(?:-\d\d){0,2}\s*$/
const isoTime = /^\s*[+-]?\d{4,6}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*$/i

function parseAsUtc(text: string): number {
  if (namesZone.test(text) || isoDate.test(text)) return parseSystem(text)
  return parseSystem(isoTime.test(text) ? `${text.trim()}Z` : `${text} UTC`)
}
