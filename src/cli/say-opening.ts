import { EpochError } from '../core/errors.ts'
import type { OpeningOptions } from '../host/open-stores.ts'
import { interruptible } from './interruption.ts'
import { ProgressLine } from './progress-line.ts'
import { count, type Terminal } from './terminal.ts'

/**
 * Has something opened, showing how far it is and saying what could not be imported. A database that Epoch does not know is no
 * failure here: the window asks which column is which.
 */
export async function sayOpening(
  open: (options: OpeningOptions) => Promise<{ readonly faultCount: number } | undefined>,
  terminal: Terminal,
): Promise<void> {
  const line = new ProgressLine()
  try {
    const imported = await interruptible((signal) => open({ signal, onProgress: (progress) => line.show(progress) }))
    line.end()
    if (imported && imported.faultCount > 0)
      terminal.err(`epoch: ${count(imported.faultCount, 'record is', 'records are')} no event; the rest is shown`)
  } catch (error) {
    if (!(error instanceof EpochError) || error.code !== 'store-unknown-schema') throw error
    terminal.err(`epoch: ${error.message} (${error.code})`)
  } finally {
    line.end()
  }
}
