import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ProjectionTab } from '../state/projection-tab.ts'
import { countText } from '../ui/count-text.ts'
import { ProjectionFaults } from './ProjectionFaults.tsx'
import { ReadModelJson } from './ReadModelJson.tsx'
import { ReadModelTable } from './ReadModelTable.tsx'

interface ReadModelProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** What the projection comes to at the playhead. */
export function ReadModel({ explorer, tab }: ReadModelProps) {
  const { id, form, shown, view } = tab
  const { showReadModel, setReadModelForm } = explorer.getState()
  return (
    <section
      className="panel read-model"
      aria-label="Read model"
      aria-busy={tab.status.kind === 'compiling'}
      data-position={view?.position}
    >
      <div className="read-model-head">
        <Standing explorer={explorer} tab={tab} />
        <span className="projection-space" />
        <input
          type="search"
          className="field read-model-filter"
          aria-label="Filter keys"
          placeholder="Filter keys"
          spellCheck={false}
          value={shown.text ?? ''}
          onChange={({ target }) =>
            showReadModel(id, { from: 0, limit: shown.limit, ...(target.value !== '' && { text: target.value }) })
          }
        />
        <fieldset className="choice" aria-label="Show as">
          {(['table', 'json'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="choice-button"
              aria-pressed={form === one}
              onClick={() => setReadModelForm(id, one)}
            >
              {one === 'table' ? 'Table' : 'JSON'}
            </button>
          ))}
        </fieldset>
      </div>
      <ProjectionFaults explorer={explorer} tab={tab} />
      <div className={tab.stale ? 'read-model-body read-model-stale' : 'read-model-body'}>
        {view && (form === 'table' ? <ReadModelTable explorer={explorer} tab={tab} view={view} /> : null)}
        {view && (form === 'json' ? <ReadModelJson explorer={explorer} tab={tab} view={view} /> : null)}
        {view === undefined && tab.status.kind !== 'failed' && <p className="panel-empty">Folding the history…</p>}
      </div>
    </section>
  )
}

/** How many rows, at which position, and whether that is the last word. */
function Standing({ explorer, tab: { view, stale } }: ReadModelProps) {
  const playhead = useStore(explorer, (state) => state.playhead)
  if (view === undefined) return <span className="read-model-standing quiet">No state yet</span>
  return (
    <span className="read-model-standing" role="status">
      {countText(view.total)} {view.total === 1 ? 'row' : 'rows'}
      <span className="quiet"> at {countText(view.exact ? view.position : playhead)}</span>
      {!view.exact && <span className="badge">as far as folded</span>}
      {stale && (
        <span className="badge badge-stale" title="This is what an earlier source came to">
          Stale
        </span>
      )}
    </span>
  )
}
