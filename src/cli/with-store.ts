import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../backends/open-backend.ts'
import { interruptible } from './interruption.ts'
import { keptMappings } from './kept-mappings.ts'

/** Of commands that read. */
export interface DamagedOption {
  readonly damaged?: boolean
}

/** The option that says so. */
export const damagedOption = ['--damaged', "read another application's damaged store as far as that goes"] as const

/**
 * Opens the store of any kind at a path, does something with it that an interruption ends, and closes it.
 *
 * @throws Interrupted, and what opening and `use` throw
 */
export function withStore<Result>(
  path: string,
  use: (opened: OpenedBackend, signal: AbortSignal) => Promise<Result>,
  { damaged = false }: DamagedOption = {},
): Promise<Result> {
  return interruptible(async (signal) => {
    const opened = await openBackend(path, {
      startProcess: startChildProcess,
      mappings: await keptMappings(),
      readDamaged: damaged,
    })
    try {
      signal.throwIfAborted()
      return await use(opened, signal)
    } finally {
      await opened.store.dispose()
    }
  })
}
