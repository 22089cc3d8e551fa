import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'

/** How many events fit the filter, as far as that is known; nothing where there is no filter. */
export function FilterCount({ explorer }: { readonly explorer: ExplorerStore }) {
  const none = useStore(explorer, (state) => state.filterTree.kind === 'everything')
  const total = useStore(explorer, (state) => state.logTotal)
  const complete = useStore(explorer, (state) => state.logComplete)
  const stopped = useStore(explorer, (state) => state.searchStopped)
  const stored = useStore(explorer, (state) => state.status?.summary.events ?? 0)
  if (none) return null
  const shown = complete
    ? `${countText(total)} of ${countText(stored)}`
    : `${countText(total)} so far${stopped ? '' : '…'}`
  const said = complete || stopped ? `${shown} events` : 'Searching'
  const { stopSearch, resumeSearch } = explorer.getState()
  return (
    <div className="filter-count">
      <span className="visually-hidden" role="status">
        {said}
      </span>
      <span aria-hidden="true">{shown}</span>
      {!complete && (
        <button type="button" className="button" onClick={stopped ? resumeSearch : stopSearch}>
          {stopped ? 'Go on' : 'Stop'}
        </button>
      )}
    </div>
  )
}
