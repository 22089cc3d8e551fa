import { boundBuffers } from './bounded-buffers.ts'
import type { DeterminismUses } from './determinism-uses.ts'
import type { EventClock } from './event-clock.ts'
import { fixDate } from './fixed-date.ts'
import { fixLocale } from './fixed-locale.ts'
import { fixTemporal } from './fixed-temporal.ts'
import { fix, leaveOnlyLanguage } from './only-language.ts'

/** Most lines that a projection writes to the console: each is work for the window. */
const MAX_CONSOLE_LINES = 1000

/** Leaves user code with what depends on the event alone. Called before any of it is loaded; what the caller needs, it took before. */
export function fixGlobals(clock: EventClock, uses: DeterminismUses): void {
  boundBuffers()
  leaveOnlyLanguage()
  fix('crypto', seededCrypto(clock, uses))
  fix('console', shortConsole())
  Math.random = () => {
    uses.note('Math.random')
    return clock.random()
  }
  fixDate(clock.nowMs, uses)
  fixLocale(uses)
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

/** Writes to the browser's own console, the first lines only. */
function shortConsole(): object {
  const system = console
  let lines = 0
  const writing = (write: (...values: unknown[]) => void) => {
    return (...values: unknown[]): void => {
      if (++lines <= MAX_CONSOLE_LINES) write.apply(system, values.map(shown))
    }
  }
  const { debug, error, info, log, warn } = system
  return { debug: writing(debug), error: writing(error), info: writing(info), log: writing(log), warn: writing(warn) }
}

const MAX_SHOWN_CHARACTERS = 10_000

/** As text, so that a console that is open holds on to nothing. */
function shown(value: unknown): string {
  try {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
    return text.slice(0, MAX_SHOWN_CHARACTERS)
  } catch {
    return 'something that cannot be shown'
  }
}
