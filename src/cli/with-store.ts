import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../backends/open-backend.ts'
import { interruptible } from './interruption.ts'
import { keptMappings } from './kept-mappings.ts'

/**
 * Opens the store of any kind at a path, does something with it that an interruption ends, and closes it.
 *
 * @throws Interrupted, and what opening and `use` throw
 */
export function withStore<Result>(
  path: string,
  use: (opened: OpenedBackend, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return interruptible(async (signal) => {
    const opened = await openBackend(path, { startProcess: startChildProcess, mappings: await keptMappings() })
    try {
      signal.throwIfAborted()
      return await use(opened, signal)
    } finally {
      await opened.store.dispose()
    }
  })
}
