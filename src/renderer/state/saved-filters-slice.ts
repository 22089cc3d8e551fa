import type { Slice } from './explorer-store.ts'

/** A filter that a person gave a name to, to use it again. */
export interface SavedFilter {
  /** Like no other's. */
  readonly name: string
  readonly text: string
}

export interface SavedFiltersSlice {
  /** Texts that were applied, the last one first, each once. */
  readonly filterHistory: readonly string[]
  /** In order of name. */
  readonly savedFilters: readonly SavedFilter[]

  /** Puts a text on top of {@link filterHistory}; one that says nothing is not kept. */
  readonly rememberFilter: (text: string) => void
  /** Saves a text under a name, in place of what that name stood for. */
  readonly saveFilter: (name: string, text: string) => void
  /** Gives it another name, in place of what that name stood for. */
  readonly renameFilter: (name: string, to: string) => void
  readonly removeFilter: (name: string) => void
}

export const MAX_FILTER_HISTORY = 50

export const createSavedFiltersSlice: Slice<SavedFiltersSlice> =
  ({ link }) =>
  (set, get) => {
    link.onLeave(() => set({ filterHistory: [], savedFilters: [] }))

    function without(...names: readonly string[]): readonly SavedFilter[] {
      return get().savedFilters.filter(({ name }) => !names.includes(name))
    }

    return {
      filterHistory: [],
      savedFilters: [],

      rememberFilter(text) {
        const known = text.trim()
        const { filterHistory } = get()
        if (known === '' || known === filterHistory[0]) return
        const rest = filterHistory.filter((one) => one !== known)
        set({ filterHistory: [known, ...rest].slice(0, MAX_FILTER_HISTORY) })
      },
      saveFilter: (name, text) => set({ savedFilters: inOrder([...without(name), { name, text }]) }),
      renameFilter(name, to) {
        const filter = get().savedFilters.find((one) => one.name === name)
        if (filter !== undefined) set({ savedFilters: inOrder([...without(name, to), { ...filter, name: to }]) })
      },
      removeFilter: (name) => set({ savedFilters: without(name) }),
    }
  }

export function inOrder(filters: readonly SavedFilter[]): readonly SavedFilter[] {
  return filters.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
