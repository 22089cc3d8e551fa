import type { DeterminismUses } from './determinism-uses.ts'
import type { EventClock } from './event-clock.ts'
import { fixDate } from './fixed-date.ts'
import { fixLocale } from './fixed-locale.ts'
import { fixTemporal } from './fixed-temporal.ts'

/**
 * Gives all code of this thread time, chance, zone and locale that depend on the event alone. Called before a projection is loaded; what the
 * caller needs of the system's own, it took before.
 */
export function fixSurroundings(clock: EventClock, uses: DeterminismUses): void {
  const crypto = seededCrypto(clock, uses)
  Object.defineProperty(globalThis, 'crypto', { value: crypto, writable: false, configurable: false })
  Math.random = () => {
    uses.note('Math.random')
    return clock.random()
  }
  fixDate(clock.nowMs, uses)
  fixLocale(clock.nowMs, uses)
  fixTemporal(clock.nowMs, uses)
}

function seededCrypto({ random }: EventClock, uses: DeterminismUses): object {
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(random() * 256))
  return {
    getRandomValues: <View extends ArrayBufferView>(view: View): View => {
      uses.note('crypto.getRandomValues')
      new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(bytes(view.byteLength))
      return view
    },
    randomUUID: (): string => {
      uses.note('crypto.randomUUID')
      const hex = [...bytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      const variant = '89ab'[Math.floor(random() * 4)]
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}
