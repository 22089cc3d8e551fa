import type { EventClock } from './event-clock.ts'
import { fixDate } from './fixed-date.ts'
import { fixLocale } from './fixed-locale.ts'

/** What would let the same events give another state, or outlive the event. The frame's policy is what keeps the network shut. */
const absent = [
  'BroadcastChannel',
  'EventSource',
  'FinalizationRegistry',
  'MessageChannel',
  'SharedArrayBuffer',
  'SharedWorker',
  'WeakRef',
  'WebAssembly',
  'WebSocket',
  'WebTransport',
  'Worker',
  'XMLHttpRequest',
  'addEventListener',
  'cancelAnimationFrame',
  'clearInterval',
  'clearTimeout',
  'close',
  'fetch',
  'importScripts',
  'postMessage',
  'queueMicrotask',
  'requestAnimationFrame',
  'setInterval',
  'setTimeout',
] as const

const absentObjects = ['caches', 'indexedDB', 'locks', 'navigator', 'performance', 'scheduler'] as const

/** Leaves user code with what depends on the event alone. Called before any of it is loaded; what the caller needs, it took before. */
export function fixGlobals(clock: EventClock): void {
  for (const name of absent) replace(name, refused(name))
  for (const name of absentObjects) replace(name, undefined)
  replace('crypto', seededCrypto(clock))
  Math.random = clock.random
  fixDate(clock.nowMs)
  fixLocale()
}

function replace(name: string, value: unknown): void {
  if (name in globalThis) Object.defineProperty(globalThis, name, { value, writable: false, configurable: false })
}

/** Says what is wrong, whether it is called or constructed. */
function refused(name: string): unknown {
  return function refuse(): never {
    throw new TypeError(`${name} is not there in a projection: the same events must always give the same state`)
  }
}

function seededCrypto({ random }: EventClock): object {
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(random() * 256))
  return {
    getRandomValues: <View extends ArrayBufferView>(view: View): View => {
      new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(bytes(view.byteLength))
      return view
    },
    randomUUID: (): string => {
      const hex = [...bytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      const variant = '89ab'[Math.floor(random() * 4)]
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
