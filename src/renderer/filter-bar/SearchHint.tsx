import { useEffect } from 'react'
import { useStore } from 'zustand'
import { helpfulIndexes } from '../../core/filter/helpful-indexes.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { takesSearchIndexes } from '../state/search-indexes-slice.ts'
import { Icon } from '../ui/Icon.tsx'

/** While a search is slow for want of an index: which one, and the way to it. */
export function SearchHint({ explorer }: { readonly explorer: ExplorerStore }) {
  const missing = useStore(explorer, missingIndexes)

  useEffect(() => explorer.getState().refreshSearchIndexes(), [explorer])

  if (missing === '') return null
  return (
    <button
      type="button"
      className="button button-quiet button-icon filter-hint"
      aria-label={`Slow for want of an index of ${missing}: search indexes`}
      title={`Every event is read: there is no index of ${missing}. Search indexes…`}
      onClick={() => explorer.getState().openAbout()}
    >
      <Icon name="info" />
    </button>
  )
}

/** What the filter would be quicker with, in words; '' where nothing is known to be missing. */
function missingIndexes(state: ExplorerState): string {
  const { searchIndexes, filterTree } = state
  if (searchIndexes === undefined || !takesSearchIndexes(state)) return ''
  const there = new Set(searchIndexes.map(({ of }) => of))
  return helpfulIndexes(filterTree)
    .filter((name) => !there.has(name))
    .join(' and ')
}
