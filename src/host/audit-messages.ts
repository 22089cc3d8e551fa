import type { OpenedBackend } from '../backends/open-backend.ts'
import type { AuditMessage } from '../contract/host-contract.ts'
import type { AuditProgress } from '../core/store-audit.ts'
import { Latest } from './latest.ts'

/** Audits a store: how far that is, as often as the reader takes it, then what came of it. The audit ends with its reader. */
export async function* auditMessages(
  backend: Pick<OpenedBackend, 'audit'>,
  signal: AbortSignal,
): AsyncGenerator<AuditMessage, void> {
  const left = new AbortController()
  const progress = new Latest<AuditProgress>()
  const audit = backend.audit({
    signal: AbortSignal.any([signal, left.signal]),
    onProgress: (step) => progress.put(step),
  })
  const end = (): void => progress.end()
  audit.then(end, end)
  try {
    for await (const step of progress) yield { kind: 'progress', progress: step }
    yield { kind: 'audited', audit: await audit }
  } finally {
    left.abort()
  }
}
