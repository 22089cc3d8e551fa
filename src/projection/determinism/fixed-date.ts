import type { DeterminismUses } from './determinism-uses.ts'

const SystemDate = Date
const parseSystem = Date.parse
const utcParts = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const

/**
 * Makes Date the same on every machine: now is what `nowMs` says, and local time is UTC. Times in ISO 8601, and any other that
 * names its zone, mean what they always meant.
 */
export function fixDate(nowMs: () => number, uses: DeterminismUses): void {
  const noting = (name: string, read: () => number) => (): number => {
    uses.note(name)
    return read()
  }
  const parse = (text: string): number => parseAsUtc(text, uses)
  const fixed = fixedDate(noting('new Date()', nowMs), parse)
  Object.assign(globalThis, { Date: fixed })
  SystemDate.now = noting('Date.now', nowMs)
  SystemDate.parse = parse
  const prototype: Record<string, unknown> = Object.getOwnPropertyDescriptor(SystemDate, 'prototype')?.value
  prototype['constructor'] = fixed
  for (const part of utcParts) {
    fixMethod(prototype, { name: `get${part}`, as: `getUTC${part}`, uses })
    if (part !== 'Day') fixMethod(prototype, { name: `set${part}`, as: `setUTC${part}`, uses })
  }
  prototype['getTimezoneOffset'] = noting('getTimezoneOffset', () => 0)
  const fixText = (name: string, textOf: (date: Date) => string): void => {
    prototype[name] = function asText(this: Date) {
      return Number.isNaN(this.getTime()) ? 'Invalid Date' : textOf(this)
    }
  }
  fixText('toString', (date) => date.toUTCString())
  fixText('toDateString', (date) => date.toUTCString().replace(utcText, '$1 $3 $2 $4'))
  fixText('toTimeString', (date) => date.toUTCString().replace(utcText, '$5 GMT+0000 (Coordinated Universal Time)'))
  prototype['getYear'] = function getYear(this: Date) {
    return this.getUTCFullYear() - 1900
  }
  prototype['setYear'] = function setYear(this: Date, given: unknown) {
    const year = Math.trunc(Number(given))
    return this.setUTCFullYear(year >= 0 && year <= 99 ? year + 1900 : year)
  }
}

/** `Tue, 14 Nov 2023 22:20:00 GMT` */
const utcText = /^(\w+), (\d+) (\w+) (-?\d+) ([\d:]+) GMT$/

function fixMethod(
  prototype: Record<string, unknown>,
  { name, as, uses }: { readonly name: string; readonly as: string; readonly uses: DeterminismUses },
): void {
  const method = prototype[as]
  if (typeof method !== 'function') return
  prototype[name] = function (this: Date, ...values: unknown[]): unknown {
    uses.note(name)
    return Reflect.apply(method, this, values)
  }
}

/** Keeps `new Date(...)`, `Date(...)`, `instanceof` and subclasses working. */
function fixedDate(nowMs: () => number, parse: (text: string) => number): DateConstructor {
  return new Proxy(SystemDate, {
    apply: () => new SystemDate(nowMs()).toString(),
    construct: (target, values: readonly unknown[], newTarget) =>
      Reflect.construct(target, [millisecondsOf(values, nowMs, parse)], newTarget),
  })
}

function millisecondsOf(values: readonly unknown[], nowMs: () => number, parse: (text: string) => number): unknown {
  if (values.length === 0) return nowMs()
  const [first] = values
  if (values.length > 1) return Reflect.apply(SystemDate.UTC, undefined, [...values])
  return typeof first === 'string' ? parse(first) : first
}

const namesZone = /(?:Z|[+-]\d\d:?\d\d|GMT|UTC|UT|[ECMP][SD]T)(?:\s*\(.*\))?\s*$/i
const isoDate = /^\s*[+-]?\d{4,6}(?:-\d\d){0,2}\s*$/
const isoTime = /^\s*[+-]?\d{4,6}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*$/i

function parseAsUtc(text: string, uses: DeterminismUses): number {
  if (namesZone.test(text) || isoDate.test(text)) return parseSystem(text)
  uses.note('Date.parse without a zone')
  return parseSystem(isoTime.test(text) ? `${text.trim()}Z` : `${text} UTC`)
}
