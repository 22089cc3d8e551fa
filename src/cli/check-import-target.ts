import { existsSync } from 'node:fs'
import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { openBackend } from '../backends/open-backend.ts'
import { StoreReadOnly } from '../core/errors.ts'

/**
 * Makes sure that a history may be imported into what is at a path: nothing yet, or a store that takes events. It is recognised
 * as any file is that is opened, so that a stranger's database is not so much as checkpointed.
 *
 * @throws StoreReadOnly, or an EpochError saying what is at the path instead
 */
export async function checkImportTarget(path: string): Promise<void> {
  if (!existsSync(path)) return
  const { store } = await openBackend(path, { startProcess: startChildProcess })
  const { append, whyNoAppend } = store.capabilities
  await store.dispose()
  if (!append) throw new StoreReadOnly(whyNoAppend)
}
