import { useStore } from 'zustand'
import type { OpenedStore } from '../../contract/host-contract.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { ImportReportView } from './ImportReportView.tsx'
import './exchange.css'

interface ImportDialogProps {
  readonly explorer: ExplorerStore
  readonly store: OpenedStore
}

/** Importing a file into the open store, once it is chosen: how far it is, and what it came to. */
export function ImportDialog({ explorer, store }: ImportDialogProps) {
  const importing = useStore(explorer, (state) => state.importing)
  if (importing === undefined || importing.kind === 'choosing') return null
  const close = (): void => explorer.getState().closeImport()
  return (
    <Dialog title={`Import into ${store.name}`} size="wide" onClose={close}>
      <div className="dialog-stack">
        <ImportBody explorer={explorer} />
      </div>
    </Dialog>
  )
}

function ImportBody({ explorer }: { readonly explorer: ExplorerStore }) {
  const importing = useStore(explorer, (state) => state.importing)
  const { cancelImport, closeImport } = explorer.getState()
  const done = (
    <button type="button" className="button button-primary" onClick={closeImport}>
      Close
    </button>
  )
  switch (importing?.kind) {
    case undefined:
    case 'choosing':
      return null
    case 'running':
      return (
        <>
          <p id="import-what" role="status">
            {importing.what}…
          </p>
          <ProgressBar
            labelledBy="import-what"
            done={importing.done}
            total={importing.total}
            counted={importing.events}
          />
          <div className="dialog-actions">
            <button type="button" className="button" onClick={cancelImport}>
              Cancel
            </button>
          </div>
        </>
      )
    case 'cancelled':
      return (
        <>
          <p role="status">
            The import was cancelled. What it had added by then stays; importing the file again adds the rest.
          </p>
          <div className="dialog-actions">{done}</div>
        </>
      )
    case 'failed':
      return (
        <>
          <p role="alert" className="note note-failure">
            {importing.failure.message} ({importing.failure.code})
          </p>
          <div className="dialog-actions">{done}</div>
        </>
      )
    case 'done':
      return <ImportReportView report={importing.report} onSave={explorer.getState().saveImportReport} actions={done} />
  }
}
