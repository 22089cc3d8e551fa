import { useStore } from 'zustand'
import type { OpenedStore } from '../../contract/host-contract.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { isMappable } from '../state/mapper-slice.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkpoints } from './Checkpoints.tsx'
import { capabilityTexts } from './capability-texts.ts'
import { SearchIndexes } from './SearchIndexes.tsx'
import { SideRowsTable } from './SideRowsTable.tsx'
import { SideTables } from './SideTables.tsx'
import { surenessText } from './sureness-text.ts'
import './about.css'

interface AboutDialogProps {
  readonly explorer: ExplorerStore
  readonly store: OpenedStore
}

/** What the open store was taken for and why, what it can do, and what lies beside its log. */
export function AboutDialog({ explorer, store }: AboutDialogProps) {
  const open = useStore(explorer, (state) => state.aboutOpen)
  const table = useStore(explorer, (state) => state.sidePage?.table)
  if (!open) return null
  return (
    <Dialog
      key={table === undefined ? 'about' : 'table'}
      title={table === undefined ? 'About this store' : table}
      size="wide"
      onClose={() => explorer.getState().closeAbout()}
    >
      {table === undefined ? <About explorer={explorer} store={store} /> : <SideRowsTable explorer={explorer} />}
    </Dialog>
  )
}

function About({ explorer, store }: AboutDialogProps) {
  const status = useStore(explorer, (state) => state.status)
  const { kind, sureness, reasons, notes } = store.recognised
  return (
    <div className="dialog-stack">
      <section aria-label="What it is" className="about-part">
        <h3 className="about-kind">{kind}</h3>
        <p>{surenessText(sureness)}</p>
        <MappingButton explorer={explorer} />
        <Clauses title="Known by" clauses={reasons} />
        <Clauses title="Good to know" clauses={notes} />
      </section>
      {status && (
        <dl className="about-facts">
          {capabilityTexts(status).map(([name, text]) => (
            <div key={name} className="about-fact">
              <dt className="quiet">{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <SearchIndexes explorer={explorer} />
      <Checkpoints explorer={explorer} />
      <SideTables explorer={explorer} />
    </div>
  )
}

/** The way back from a mapping that was not right. */
function MappingButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const mappable = useStore(explorer, isMappable)
  if (!mappable) return null
  return (
    <button
      type="button"
      className="button about-mapping"
      onClick={() => {
        explorer.getState().closeAbout()
        void explorer.getState().openMapper()
      }}
    >
      Say anew which column is which…
    </button>
  )
}

function Clauses({ title, clauses }: { readonly title: string; readonly clauses: readonly string[] }) {
  if (clauses.length === 0) return null
  return (
    <>
      <h4 className="section-title">{title}</h4>
      <ul className="about-clauses">
        {clauses.map((clause) => (
          <li key={clause}>{clause}</li>
        ))}
      </ul>
    </>
  )
}
