import type { DeterminismUses } from './determinism-uses.ts'

const LOCALE = 'en-US'
const ZONE = 'UTC'

/**
 * Makes what depends on the machine's language and zone the same everywhere, where the code does not name its own: en-US and UTC. A time that
 * is to be written and not given is what `nowMs` says.
 */
export function fixLocale(nowMs: () => number, uses: DeterminismUses): void {
  fixConstructors(uses)
  fixFormats(nowMs, uses)
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const date = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  fixDateMethod('toLocaleString', { ...date, ...time }, uses)
  fixDateMethod('toLocaleDateString', date, uses)
  fixDateMethod('toLocaleTimeString', time, uses)
  for (const prototype of [Number.prototype, BigInt.prototype, Array.prototype, ...temporalPrototypes()])
    fixMethod(prototype, { name: 'toLocaleString', at: 0, uses })
  fixMethod(String.prototype, { name: 'localeCompare', at: 1, uses })
  fixMethod(String.prototype, { name: 'toLocaleUpperCase', at: 0, uses })
  fixMethod(String.prototype, { name: 'toLocaleLowerCase', at: 0, uses })
}

function temporalPrototypes(): readonly object[] {
  const temporal: unknown = Object.getOwnPropertyDescriptor(globalThis, 'Temporal')?.value
  if (typeof temporal !== 'object' || temporal === null) return []
  return Object.getOwnPropertyNames(temporal).flatMap((name) => {
    const made: unknown = Object.getOwnPropertyDescriptor(temporal, name)?.value
    return typeof made === 'function' && typeof made.prototype === 'object' ? [made.prototype] : []
  })
}

function fixConstructors(uses: DeterminismUses): void {
  for (const name of Object.getOwnPropertyNames(Intl)) {
    const made: unknown = Object.getOwnPropertyDescriptor(Intl, name)?.value
    if (typeof made !== 'function' || made.prototype === undefined || name === 'Locale') continue
    const optionsOf = name === 'DateTimeFormat' ? inZone : (options: unknown) => options
    const fixedValues = ([locales, options]: readonly unknown[]): readonly unknown[] => {
      if (locales === undefined) uses.note(`Intl.${name} without a locale`)
      return [locales ?? LOCALE, optionsOf(options)]
    }
    const fixed = new Proxy(made, {
      apply: (target, self, values: readonly unknown[]) => Reflect.apply(target, self, fixedValues(values)),
      construct: (target, values: readonly unknown[], newTarget) =>
        Reflect.construct(target, fixedValues(values), newTarget),
    })
    Object.defineProperty(Intl, name, { value: fixed })
    Object.defineProperty(made.prototype, 'constructor', { value: fixed })
  }
}

/** Without a time these write the machine's, past Date. */
function fixFormats(nowMs: () => number, uses: DeterminismUses): void {
  const { prototype } = Intl.DateTimeFormat
  const timeOf = (given: Date | number | undefined): Date | number => {
    if (given !== undefined) return given
    uses.note('Intl.DateTimeFormat without a time')
    return nowMs()
  }
  const formatOf = Object.getOwnPropertyDescriptor(prototype, 'format')?.get
  if (formatOf === undefined) return
  const get = function (this: Intl.DateTimeFormat) {
    const format: Intl.DateTimeFormat['format'] = Reflect.apply(formatOf, this, [])
    return (time?: Date | number): string => format(timeOf(time))
  }
  Object.defineProperty(prototype, 'format', { get })
  const { formatToParts } = prototype
  const parts = function (this: Intl.DateTimeFormat, time?: Date | number): Intl.DateTimeFormatPart[] {
    return Reflect.apply(formatToParts, this, [timeOf(time)])
  }
  Object.defineProperty(prototype, 'formatToParts', { value: parts })
}

/** The options of what makes text of a time, in UTC where they name no zone. */
export function inZone(options: unknown): object {
  const given: { readonly timeZone?: unknown } = typeof options === 'object' ? { ...options } : {}
  return given.timeZone === undefined ? { ...given, timeZone: ZONE } : given
}

/** Without options of its own a call uses a formatter made once: making one takes a thousand times as long as using it. */
function fixDateMethod(name: string, parts: Intl.DateTimeFormatOptions, uses: DeterminismUses): void {
  const usual = new Intl.DateTimeFormat(LOCALE, { ...parts, timeZone: ZONE })
  const method: unknown = Object.getOwnPropertyDescriptor(Date.prototype, name)?.value
  if (typeof method !== 'function') return
  const fixed = function (this: Date, locales?: unknown, options?: unknown): unknown {
    uses.note(name)
    if (locales === undefined && options === undefined && !Number.isNaN(this.getTime())) return usual.format(this)
    return Reflect.apply(method, this, [locales ?? LOCALE, inZone(options)])
  }
  Object.defineProperty(Date.prototype, name, { value: fixed })
}

/** Gives a method its default locale, which is its argument number `at`. */
function fixMethod(
  prototype: object,
  { name, at, uses }: { readonly name: string; readonly at: 0 | 1; readonly uses: DeterminismUses },
): void {
  const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value
  if (typeof method !== 'function') return
  const fixed = function (this: unknown, ...values: unknown[]): unknown {
    if (values[at] === undefined) uses.note(name)
    return Reflect.apply(method, this, [...values.slice(0, at), values[at] ?? LOCALE, ...values.slice(at + 1)])
  }
  Object.defineProperty(prototype, name, { value: fixed })
}
