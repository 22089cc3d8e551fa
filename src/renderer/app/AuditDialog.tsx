import { useStore } from 'zustand'
import type { AuditProgress } from '../../core/store-audit.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { AuditReport } from './AuditReport.tsx'
import './audit.css'

/** Reads the whole store and tells what is wrong with it. */
export function AuditDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const open = useStore(explorer, (state) => state.auditOpen)
  if (!open) return null
  return (
    <Dialog title="Audit" onClose={() => explorer.getState().closeAudit()}>
      <AuditBody explorer={explorer} />
    </Dialog>
  )
}

function AuditBody({ explorer }: { readonly explorer: ExplorerStore }) {
  const audit = useStore(explorer, (state) => state.audit)
  const start = (
    <button type="button" className="button" onClick={() => explorer.getState().startAudit()}>
      {audit.kind === 'none' ? 'Audit the store' : 'Audit again'}
    </button>
  )
  switch (audit.kind) {
    case 'running':
      return <Running progress={audit.progress} onCancel={() => explorer.getState().cancelAudit()} />
    case 'done':
      return <AuditReport explorer={explorer} audit={audit.audit} actions={start} />
    case 'none':
      return (
        <div className="audit">
          <p role="status">The audit was cancelled; what it had found by then is not shown.</p>
          <div className="audit-actions">{start}</div>
        </div>
      )
    case 'failed':
      return (
        <div className="audit">
          <p role="alert" className="note note-failure">
            {audit.failure.message}
          </p>
          <div className="audit-actions">{start}</div>
        </div>
      )
  }
}

interface RunningProps {
  readonly progress: AuditProgress | undefined
  readonly onCancel: () => void
}

/** What is read now is spoken as it changes; how far it is only shown. */
function Running({ progress, onCancel }: RunningProps) {
  const share = progress === undefined || progress.total === 0 ? undefined : progress.done / progress.total
  return (
    <div className="audit">
      <p id="audit-what" role="status">
        Checking {progress?.what ?? 'the store'}…
      </p>
      <progress
        className="screen-progress"
        aria-labelledby="audit-what"
        {...(share !== undefined && { value: Math.min(1, share), max: 1 })}
      />
      <div className="audit-actions">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </div>
  )
}
