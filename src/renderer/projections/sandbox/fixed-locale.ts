const LOCALE = 'en-US'
const ZONE = 'UTC'

/** Makes what depends on the machine's language and zone the same everywhere, where the code does not name its own: en-US and UTC. */
export function fixLocale(): void {
  fixConstructors()
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const date = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  fixDateMethod('toLocaleString', { ...date, ...time })
  fixDateMethod('toLocaleDateString', date)
  fixDateMethod('toLocaleTimeString', time)
  for (const prototype of [Number.prototype, BigInt.prototype, Array.prototype])
    fixMethod(prototype, 'toLocaleString', 0)
  fixMethod(String.prototype, 'localeCompare', 1)
  fixMethod(String.prototype, 'toLocaleUpperCase', 0)
  fixMethod(String.prototype, 'toLocaleLowerCase', 0)
}

function fixConstructors(): void {
  for (const name of Object.getOwnPropertyNames(Intl)) {
    const made: unknown = Object.getOwnPropertyDescriptor(Intl, name)?.value
    if (typeof made !== 'function' || made.prototype === undefined || name === 'Locale') continue
    const optionsOf = name === 'DateTimeFormat' ? inZone : (options: unknown) => options
    const fixed = new Proxy(made, {
      apply: (target, self, [locales, options]: readonly unknown[]) =>
        Reflect.apply(target, self, [locales ?? LOCALE, optionsOf(options)]),
      construct: (target, [locales, options]: readonly unknown[], newTarget) =>
        Reflect.construct(target, [locales ?? LOCALE, optionsOf(options)], newTarget),
    })
    Object.defineProperty(Intl, name, { value: fixed })
  }
}

function inZone(options: unknown): object {
  return { timeZone: ZONE, ...(typeof options === 'object' ? options : {}) }
}

/** Without options of its own a call uses a formatter made once: making one takes a thousand times as long as using it. */
function fixDateMethod(name: string, parts: Intl.DateTimeFormatOptions): void {
  const usual = new Intl.DateTimeFormat(LOCALE, { ...parts, timeZone: ZONE })
  const method: unknown = Object.getOwnPropertyDescriptor(Date.prototype, name)?.value
  if (typeof method !== 'function') return
  const fixed = function (this: Date, locales?: unknown, options?: unknown): unknown {
    if (locales === undefined && options === undefined && !Number.isNaN(this.getTime())) return usual.format(this)
    return Reflect.apply(method, this, [locales ?? LOCALE, inZone(options)])
  }
  Object.defineProperty(Date.prototype, name, { value: fixed })
}

/** Gives a method its default locale, which is its argument number `at`. */
function fixMethod(prototype: object, name: string, at: 0 | 1): void {
  const method: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value
  if (typeof method !== 'function') return
  const fixed = function (this: unknown, ...values: unknown[]): unknown {
    return Reflect.apply(method, this, [...values.slice(0, at), values[at] ?? LOCALE, ...values.slice(at + 1)])
  }
  Object.defineProperty(prototype, name, { value: fixed })
}
