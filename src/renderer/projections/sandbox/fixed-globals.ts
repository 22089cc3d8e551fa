import type { DeterminismUses } from '../../../projection/determinism/determinism-uses.ts'
import type { EventClock } from '../../../projection/determinism/event-clock.ts'
import { fixSurroundings } from '../../../projection/determinism/fixed-surroundings.ts'
import { boundBuffers } from './bounded-buffers.ts'
import { fix, leaveOnlyLanguage } from './only-language.ts'

/** Most lines that a projection writes to the console: each is work for the window. */
const MAX_CONSOLE_LINES = 1000

/** Leaves user code with what depends on the event alone. Called before any of it is loaded; what the caller needs, it took before. */
export function fixGlobals(clock: EventClock, uses: DeterminismUses): void {
  boundBuffers()
  leaveOnlyLanguage()
  fix('console', shortConsole())
  fixSurroundings(clock, uses)
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
