import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted, countText } from '../ui/count-text.ts'
import { SearchHint } from './SearchHint.tsx'

/** How many events fit the filter, as far as that is known. */
export function FilterCount({ explorer }: { readonly explorer: ExplorerStore }) {
  const none = useStore(explorer, (state) => state.filterTree.kind === 'everything')
  const total = useStore(explorer, (state) => state.logTotal)
  const complete = useStore(explorer, (state) => state.logComplete)
  const stopped = useStore(explorer, (state) => state.searchStopped)
  const stored = useStore(explorer, (state) => state.status?.summary.events ?? 0)
  if (none) return <p className="filter-count">{counted(stored, 'event')}</p>
  const hits = complete ? `${countText(total)} of ${countText(stored)}` : `${countText(total)} so far`
  const { stopSearch, resumeSearch } = explorer.getState()
  return (
    <div className="filter-count">
      <span className="visually-hidden" role="status">
        {complete || stopped ? `${hits} fit the filter` : 'Searching'}
      </span>
      <span aria-hidden="true">{hits}</span>
      {!complete && (
        <>
          <SearchHint explorer={explorer} />
          <button type="button" className="button" onClick={stopped ? resumeSearch : stopSearch}>
            {stopped ? 'Go on' : 'Stop'}
          </button>
        </>
      )}
    </div>
  )
}
