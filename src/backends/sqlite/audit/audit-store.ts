import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AuditOptions, StoreAudit } from '../../../core/store-audit.ts'
import { StoreAuditor } from './store-auditor.ts'

/**
 * Reads a whole store of Epoch's own, up to the head as it is at the start, and tells what is wrong with it. It takes this
 * thread for a slice of time after another.
 *
 * @throws EpochError where it is no such store, or cannot be opened at all; the signal's reason
 */
export async function auditStore(path: string, options: AuditOptions = {}): Promise<StoreAudit> {
  const { signal, onProgress, fileCheck = 'when-small' } = options
  signal?.throwIfAborted()
  const auditor = new StoreAuditor(path, fileCheck)
  try {
    for (;;) {
      const step = auditor.step()
      if (step.kind === 'done') return step.audit
      onProgress?.(step.progress)
      await nextTurn()
      signal?.throwIfAborted()
    }
  } finally {
    auditor.close()
  }
}
