import { EpochError, StoreReadOnly } from '../core/errors.ts'
import { withStore } from './with-store.ts'

/**
 * Makes sure that a store is Epoch's own, and for `write` that it may be written to. The file is recognised the way every file is
 * before it is opened, so that a stranger's database is not so much as checkpointed.
 *
 * @throws EpochError saying what is at the path instead; StoreReadOnly
 */
export async function checkOwnStore(path: string, access: 'read' | 'write'): Promise<void> {
  await withStore(path, async ({ recognised: { kind }, store: { capabilities } }) => {
    if (kind !== 'Epoch')
      throw new EpochError('store-read-only', `${path}: it is a store of ${kind}; use that one's own tools`, { kind })
    if (access === 'write' && !capabilities.append) throw new StoreReadOnly(capabilities.whyNoAppend)
  })
}
