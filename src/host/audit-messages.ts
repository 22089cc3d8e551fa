import type { OpenedBackend } from '../backends/open-backend.ts'
import type { AuditMessage } from '../contract/host-contract.ts'
import { progressMessages } from './progress-messages.ts'

/** Audits a store: how far that is, as often as the reader takes it, then what came of it. The audit ends with its reader. */
export async function* auditMessages(
  backend: Pick<OpenedBackend, 'audit'>,
  signal: AbortSignal,
): AsyncGenerator<AuditMessage, void> {
  for await (const message of progressMessages(
    (options: Parameters<OpenedBackend['audit']>[0]) => backend.audit(options),
    signal,
  ))
    yield message.kind === 'progress'
      ? { kind: 'progress', progress: message.step }
      : { kind: 'audited', audit: message.result }
}
