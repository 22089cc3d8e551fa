import type { OpeningOptions } from '../host/open-stores.ts'
import { interruptible } from './interruption.ts'
import { ProgressLine } from './progress-line.ts'
import { count, type Terminal } from './terminal.ts'

/** Has something opened, showing how far it is and saying what could not be imported. */
export async function sayOpening(
  open: (options: OpeningOptions) => Promise<{ readonly faultCount: number } | undefined>,
  terminal: Terminal,
): Promise<void> {
  const line = new ProgressLine()
  try {
    const imported = await interruptible((signal) => open({ signal, onProgress: (progress) => line.show(progress) }))
    line.end()
    if (imported && imported.faultCount > 0)
      terminal.err(`epoch: ${count(imported.faultCount, 'line is', 'lines are')} no event; the rest is shown`)
  } finally {
    line.end()
  }
}
