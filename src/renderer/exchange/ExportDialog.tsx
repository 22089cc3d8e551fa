import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted } from '../ui/count-text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import { ExportForm } from './ExportForm.tsx'
import './exchange.css'

/** Takes events out of the store as a file. */
export function ExportDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const exporting = useStore(explorer, (state) => state.exporting)
  if (exporting === undefined) return null
  const { closeExport } = explorer.getState()
  return (
    <Dialog title="Export" onClose={closeExport}>
      {exporting.kind === 'running' ? (
        <Running explorer={explorer} events={exporting.events} />
      ) : (
        <ExportForm
          explorer={explorer}
          note={
            <>
              {exporting.kind === 'done' && (
                <p role="status" className="note">
                  {counted(exporting.events, 'event')} saved as {exporting.fileName}.
                  {exporting.leftOut > 0 &&
                    ` ${counted(exporting.leftOut, 'event')} left out: an earlier one has the same id.`}
                </p>
              )}
              {exporting.kind === 'failed' && (
                <p role="alert" className="note note-failure">
                  {exporting.failure.message} ({exporting.failure.code})
                </p>
              )}
            </>
          }
        />
      )}
    </Dialog>
  )
}

function Running({ explorer, events }: { readonly explorer: ExplorerStore; readonly events: number }) {
  const total = useStore(explorer, ({ exportScope, status }) =>
    exportScope === 'everything' ? status?.summary.events : undefined,
  )
  return (
    <div className="dialog-stack">
      <p id="export-what" role="status">
        Exporting events…
      </p>
      <ProgressBar labelledBy="export-what" done={events} total={total} />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => explorer.getState().cancelExport()}>
          Cancel
        </button>
      </div>
    </div>
  )
}
