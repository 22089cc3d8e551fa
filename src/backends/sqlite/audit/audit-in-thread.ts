import { resolve } from 'node:path'
import type { AuditOptions, StoreAudit } from '../../../core/store-audit.ts'
import { StoreThread } from '../store-thread.ts'
import type { AuditorThread } from './auditor-thread.ts'

/**
 * Audits a store of Epoch's own in a thread of its own, so that neither this one nor one that reads or writes the store waits for it.
 *
 * @throws EpochError where it is no such store, or cannot be opened at all; the signal's reason
 */
export async function auditInThread(path: string, options: AuditOptions = {}): Promise<StoreAudit> {
  const { signal, onProgress, fileCheck = 'when-small' } = options
  signal?.throwIfAborted()
  const thread = new StoreThread<AuditorThread>({ role: 'auditor', path: resolve(path), fileCheck })
  try {
    for (;;) {
      const step = await thread.call('step')
      if (step.kind === 'done') return step.audit
      onProgress?.(step.progress)
      signal?.throwIfAborted()
    }
  } finally {
    await thread.close()
  }
}
