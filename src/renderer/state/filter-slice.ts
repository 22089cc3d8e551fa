import { EVERYTHING, filterKey, treeOf } from '../../core/event-filter.ts'
import { allOf, type FilterTree, termsOf } from '../../core/filter/filter-tree.ts'
import { formatFilter } from '../../core/filter/format-filter.ts'
import { narrowFilter } from '../../core/filter/narrow-filter.ts'
import type { Slice } from './explorer-store.ts'
import { type FilterFailure, isBegun, readFilter } from './read-filter.ts'

/** A new object is a new wish. */
type Wish = object

export interface FilterSlice {
  /** What the filter bar says. It says what the log's view is, unless it is being written or no filter. */
  readonly filterText: string
  /** The filter that is applied: what the last text said that is one. */
  readonly filterTree: FilterTree
  /** What is wrong with {@link filterText}; known once it is at rest. */
  readonly filterFailure: FilterFailure | undefined
  /** A wish that the filter bar takes the focus. */
  readonly filterFocus: Wish | undefined
  /** A wish that the filter gets a name. */
  readonly filterNaming: Wish | undefined

  /** Writes the text; it is applied once it has rested for a moment, unless it ends in what may become a field ({@link isBegun}). */
  readonly setFilterText: (text: string) => void
  /** Applies a text at once, and remembers it: the one given, or what the bar says. */
  readonly applyFilter: (text?: string) => void
  /** Narrows the view by one more term; what it contradicts gives way to it. */
  readonly filterBy: (term: FilterTree, how: 'only' | 'exclude') => void
  /** Puts terms in place of the one at `place` among those that all must fit, from 0; none to take it out. */
  readonly replaceFilterTerm: (place: number, terms: readonly FilterTree[]) => void
  readonly focusFilter: () => void
  /** Shows where the filter gets a name. */
  readonly nameFilter: () => void
}

/** How long a text must stay the same before it is applied. */
const REST_MS = 60

const NOTHING = {
  filterText: '',
  filterTree: { kind: 'everything' },
  filterFailure: undefined,
  filterFocus: undefined,
  filterNaming: undefined,
} as const

export const createFilterSlice: Slice<FilterSlice> =
  ({ link, clock, activity }) =>
  (set, get, api) => {
    let stopResting = (): void => {}
    /** The view that the text says; any other was set elsewhere, and the text follows. */
    let said = EVERYTHING

    function rest(): void {
      const end = activity.begin()
      const stop = clock.after(REST_MS, () => {
        if (isBegun(get().filterText)) stopResting()
        else apply(get().filterText)
      })
      stopResting = () => {
        stop()
        end()
        stopResting = () => {}
      }
    }

    function apply(text: string): void {
      stopResting()
      const read = readFilter(text)
      set({ filterText: text, filterFailure: read.kind === 'failure' ? read.failure : undefined })
      if (read.kind === 'failure') return
      const isAnother = filterKey(read.view) !== filterKey(get().view)
      set({ filterTree: read.tree })
      if (!isAnother) return
      said = read.view
      get().setView(read.view)
    }

    link.onLeave(() => {
      stopResting()
      set(NOTHING)
    })

    api.subscribe(({ view }, before) => {
      if (view === before.view || view === said) return
      said = view
      stopResting()
      const filterTree = treeOf(view)
      set({ filterText: formatFilter(filterTree), filterTree, filterFailure: undefined })
    })

    return {
      ...NOTHING,

      setFilterText(text) {
        stopResting()
        set({ filterText: text, filterFailure: undefined })
        rest()
      },
      applyFilter(text = get().filterText) {
        apply(text)
        if (get().filterFailure === undefined) get().rememberFilter(text)
      },
      filterBy(term, how) {
        const { filterTree, applyFilter } = get()
        const narrowed = narrowFilter(filterTree, term, how)
        if (narrowed !== filterTree) applyFilter(formatFilter(narrowed))
      },
      replaceFilterTerm(place, terms) {
        const all = termsOf(get().filterTree).toSpliced(place, 1, ...terms)
        get().applyFilter(formatFilter(allOf(all)))
      },
      focusFilter: () => set({ filterFocus: {} }),
      nameFilter() {
        get().showLeft('saved')
        set({ filterNaming: {} })
      },
    }
  }
