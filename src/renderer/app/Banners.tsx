import { useState } from 'react'
import { useStore } from 'zustand'
import type { ImportReport } from '../../contract/import-report.ts'
import { importSummary } from '../exchange/import-summary.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'

/** What is to be known about the store as a whole: what is wrong with it, and what importing came to. */
export function Banners({ explorer }: { readonly explorer: ExplorerStore }) {
  const trouble = useStore(explorer, ({ status }) => status?.trouble ?? '')
  const imported = useStore(explorer, (state) => state.imported)
  return (
    <>
      {trouble !== '' && (
        <div className="banner note-warning" role="alert">
          <Icon name="warning" />
          <p className="banner-text">{trouble}</p>
        </div>
      )}
      <ReadOnlyBanner explorer={explorer} />
      {imported && isWorthSaying(imported) && <ImportBanner explorer={explorer} report={imported} />}
    </>
  )
}

/** For a store that no switch makes writable, such as one of a newer Epoch: why, until it is dismissed. */
function ReadOnlyBanner({ explorer }: { readonly explorer: ExplorerStore }) {
  const why = useStore(explorer, ({ status }) =>
    status === undefined || status.canAllowAppends ? '' : status.capabilities.whyNoAppend,
  )
  const [dismissed, setDismissed] = useState('')
  if (why === '' || why === dismissed) return null
  return (
    <section className="banner" aria-label="Read-only">
      <Icon name="lock" />
      <p className="banner-text">Read-only: {why}.</p>
      <DismissButton onDismiss={() => setDismissed(why)} />
    </section>
  )
}

function ImportBanner({ explorer, report }: { readonly explorer: ExplorerStore; readonly report: ImportReport }) {
  const isFaulty = report.faultCount > 0
  return (
    <section className={isFaulty ? 'banner note-warning' : 'banner'} aria-label="Import">
      <Icon name={isFaulty ? 'warning' : 'folder'} />
      <p className="banner-text">{importSummary(report)}</p>
      <button type="button" className="button" onClick={() => explorer.getState().showImported()}>
        Show report
      </button>
      <DismissButton onDismiss={() => explorer.getState().dismissImport()} />
    </section>
  )
}

function isWorthSaying({ added, faultCount, warningCount }: ImportReport): boolean {
  return added > 0 || faultCount > 0 || warningCount > 0
}

function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  return (
    <button type="button" className="button button-quiet button-icon" aria-label="Dismiss" onClick={onDismiss}>
      <Icon name="close" />
    </button>
  )
}
