import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { AuditFinding, AuditProgress, StoreAudit } from '../../core/store-audit.ts'
import type { Slice } from './explorer-store.ts'

type Audit =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly progress: AuditProgress | undefined }
  | { readonly kind: 'done'; readonly audit: StoreAudit }
  | { readonly kind: 'failed'; readonly failure: ErrorRecord }

export interface AuditSlice {
  readonly auditOpen: boolean
  /** Of the open store; what came of it is kept until the store is left or audited again. */
  readonly audit: Audit

  /** Shows what came of the last audit, or begins one. */
  readonly openAudit: () => void
  /** An audit that is under way is cancelled. */
  readonly closeAudit: () => void
  readonly startAudit: () => void
  readonly cancelAudit: () => void
  /** Goes to a finding's event, where it has one: playhead and selection. */
  readonly goToFinding: (finding: AuditFinding) => void
  /** Before another store is opened. */
  readonly forgetAudit: () => void
}

export const createAuditSlice: Slice<AuditSlice> =
  ({ link, activity }) =>
  (set, get) => {
    let running = new AbortController()

    async function run(signal: AbortSignal): Promise<void> {
      for await (const message of link.audit(signal)) {
        if (signal.aborted) return
        if (message.kind === 'audited') set({ audit: { kind: 'done', audit: message.audit } })
        else set({ audit: { kind: 'running', progress: message.progress } })
      }
      if (!signal.aborted && get().audit.kind === 'running')
        throw new EpochError('host-unreachable', 'the host ended without an answer; try again')
    }

    function stop(): void {
      running.abort()
      if (get().audit.kind === 'running') set({ audit: { kind: 'none' } })
    }

    return {
      auditOpen: false,
      audit: { kind: 'none' },

      openAudit() {
        set({ auditOpen: true })
        const { audit, startAudit } = get()
        if (audit.kind === 'none' || audit.kind === 'failed') startAudit()
      },

      closeAudit() {
        stop()
        set({ auditOpen: false })
      },

      startAudit() {
        running.abort()
        running = new AbortController()
        const { signal } = running
        const end = activity.begin()
        set({ audit: { kind: 'running', progress: undefined } })
        run(signal)
          .catch((error: unknown) => {
            if (signal.aborted || link.left.aborted) return
            if (!(error instanceof EpochError)) reportError(error)
            set({ audit: { kind: 'failed', failure: errorRecord(error) } })
          })
          .finally(end)
      },

      cancelAudit: stop,

      goToFinding({ position }) {
        if (position === undefined) return
        set({ auditOpen: false })
        void get().goTo(String(position))
      },

      forgetAudit() {
        running.abort()
        set({ auditOpen: false, audit: { kind: 'none' } })
      },
    }
  }
