import type { SearchIndex } from '../../core/search-indexes.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export interface SearchIndexesSlice {
  /** As they were when they were asked for last; absent before. They are filled in the background. */
  readonly searchIndexes: readonly SearchIndex[] | undefined

  readonly refreshSearchIndexes: () => void
  /** Begins an index of `words` or of a payload path. */
  readonly addSearchIndex: (of: string) => Promise<void>
  readonly removeSearchIndex: (of: string) => Promise<void>
}

export const createSearchIndexesSlice: Slice<SearchIndexesSlice> =
  ({ link }) =>
  (set) => {
    link.onLeave(() => set({ searchIndexes: undefined }))

    const ask = newestWins<void>(() =>
      link.inBackground(async () => set({ searchIndexes: (await link.ask('store.searchIndexes', {})).indexes })),
    )

    function change(request: 'store.addSearchIndex' | 'store.removeSearchIndex', of: string): Promise<void> {
      return link.inBackground(async () => {
        await link.ask(request, { of })
        ask()
      })
    }

    return {
      searchIndexes: undefined,

      refreshSearchIndexes: () => ask(),
      addSearchIndex: (of) => change('store.addSearchIndex', of),
      removeSearchIndex: (of) => change('store.removeSearchIndex', of),
    }
  }

/** Whether the store may have search indexes that a person chooses: such as take events, and that might. */
export function takesSearchIndexes({ status, searchIndexes }: ExplorerState): boolean {
  if (status === undefined) return false
  return status.capabilities.append || status.canAllowAppends || (searchIndexes?.length ?? 0) > 0
}
