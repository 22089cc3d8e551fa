import { useStore } from 'zustand'
import type { TableOutline } from '../../core/store-mapping.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { missingParts } from '../state/mapping-draft.ts'
import { Icon } from '../ui/Icon.tsx'
import { MappingForm } from './MappingForm.tsx'
import { MappingPreviewTable } from './MappingPreviewTable.tsx'
import { SampleRows } from './SampleRows.tsx'
import './mapper.css'

/** For a file of no kind that Epoch knows: a person says which column is which, and sees what comes of it. */
export function MapperScreen({ explorer }: { readonly explorer: ExplorerStore }) {
  const mapper = useStore(explorer, (state) => state.mapper)
  if (mapper === undefined) return null
  const { outline, draft, failure } = mapper
  const table = outline?.tables.find(({ name }) => name === draft?.table)
  const canOpen = draft !== undefined && missingParts(draft).length === 0
  return (
    <main className="screen mapper-screen" aria-labelledby="mapper-title">
      <section className="mapper">
        <header className="mapper-head">
          <h1 id="mapper-title" className="screen-title">
            Which column is which?
          </h1>
          {outline && outline.nearest !== '' && <p className="quiet">{outline.nearest}</p>}
        </header>
        <div className="mapper-body">
          {outline === undefined && failure === undefined && <p role="status">Looking into the file…</p>}
          {outline?.tables.length === 0 && <p className="note note-warning">There is no table in it.</p>}
          {outline && draft && table && (
            <>
              <MappingForm explorer={explorer} outline={outline} table={table} draft={draft} />
              <SampleRows table={table} />
              <MappingPreviewTable preview={mapper.preview} missing={missingParts(draft)} times={draft.columns.time} />
            </>
          )}
          {failure && (
            <p className="note note-failure" role="alert">
              <Icon name="warning" />
              <span>
                {failure.message} ({failure.code})
              </span>
            </p>
          )}
        </div>
        <footer className="mapper-foot">
          <p className="quiet">{keptText(table)}</p>
          <button type="button" className="button" onClick={() => explorer.getState().closeMapper()}>
            Back
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={!canOpen}
            onClick={() => void explorer.getState().openMapped()}
          >
            Open
          </button>
        </footer>
      </section>
    </main>
  )
}

function keptText(table: TableOutline | undefined): string {
  if (table === undefined) return ''
  return table.name === ''
    ? 'Kept, and used for every file whose rows have these columns.'
    : `Kept, and used wherever a table has the columns of ${table.name}.`
}
