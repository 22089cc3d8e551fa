import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { epochHome } from '../host/epoch-home.ts'
import { openPath } from '../host/open-path.ts'
import { keptMappings } from './kept-mappings.ts'
import { sayOpening } from './say-opening.ts'
import type { Terminal } from './terminal.ts'

/**
 * Opens what is at a path once and closes it again, before another process opens it for good: what cannot be opened is said
 * here, and a history is imported under the eyes of who waits for it.
 *
 * @throws EpochError saying what is at the path instead
 */
export async function preparePath(path: string, terminal: Terminal): Promise<void> {
  await sayOpening(async (opening) => {
    const { backend, imported } = await openPath(path, {
      home: epochHome(),
      startProcess: startChildProcess,
      mappings: await keptMappings(),
      ...opening,
    })
    await backend.store.dispose()
    return imported
  }, terminal)
}
