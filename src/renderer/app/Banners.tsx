import { useState } from 'react'
import { useStore } from 'zustand'
import type { ImportReport } from '../../contract/host-contract.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted, countText } from '../ui/count-text.ts'
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
      {imported && (imported.added > 0 || imported.faultCount > 0) && (
        <ImportBanner report={imported} onDismiss={() => explorer.getState().dismissImport()} />
      )}
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

function ImportBanner({ report, onDismiss }: { readonly report: ImportReport; readonly onDismiss: () => void }) {
  const { added, known, faults, faultCount } = report
  const summary = importSummary(added, known)
  return (
    <section className={faultCount > 0 ? 'banner note-warning' : 'banner'} aria-label="Import">
      <Icon name={faultCount > 0 ? 'warning' : 'folder'} />
      {faultCount === 0 ? (
        <p className="banner-text">{summary}.</p>
      ) : (
        <details className="banner-details">
          <summary>
            {summary}. {counted(faultCount, 'line')} could not be read.
          </summary>
          <ol className="faults">
            {faults.map((fault) => (
              <li key={`${fault.line}:${fault.column}`}>
                <span className="mono">
                  {fault.line}:{fault.column}
                </span>{' '}
                {fault.message} <code className="mono">{fault.code}</code>
              </li>
            ))}
          </ol>
          {faultCount > faults.length && <p>The first {countText(faults.length)} are listed.</p>}
        </details>
      )}
      <DismissButton onDismiss={onDismiss} />
    </section>
  )
}

function importSummary(added: number, known: number): string {
  if (added === 0) return `Nothing new to import; ${counted(known, 'event')} from there are in the store`
  return `Imported ${counted(added, 'event')}${known > 0 ? `; ${countText(known)} were there already` : ''}`
}

function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  return (
    <button type="button" className="button button-quiet button-icon" aria-label="Dismiss" onClick={onDismiss}>
      <Icon name="close" />
    </button>
  )
}
