import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { epochHome } from '../host/epoch-home.ts'
import { openPath } from '../host/open-path.ts'
import { interruptible } from './interruption.ts'
import { ProgressLine } from './progress-line.ts'
import { count, type Terminal } from './terminal.ts'

/**
 * Opens what is at a path once and closes it again, so that what cannot be opened is said here and not in a window, and a
 * history is imported under the eyes of who waits for it.
 *
 * @throws EpochError saying what is at the path instead
 */
export async function preparePath(path: string, terminal: Terminal): Promise<void> {
  const line = new ProgressLine()
  try {
    const { backend, imported } = await interruptible((signal) =>
      openPath(path, {
        home: epochHome(),
        startProcess: startChildProcess,
        signal,
        onProgress: (progress) => line.show(progress),
      }),
    )
    await backend.store.dispose()
    line.end()
    if (imported && imported.faultCount > 0)
      terminal.err(`epoch: ${count(imported.faultCount, 'line is', 'lines are')} no event; the rest is shown`)
  } finally {
    line.end()
  }
}
