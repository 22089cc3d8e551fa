import { useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type FilterCandidate, withCandidate } from '../state/filter-candidates.ts'
import type { FilterKeyContext, FilterKeyDeed } from './filter-keys.ts'
import { leaveFilter } from './leave-filter.ts'

/** A wish that the caret is somewhere, in UTF-16 units from 0; a new object is a new wish. */
interface Caret {
  readonly at: number
}

export interface FilterPen {
  readonly candidates: readonly FilterCandidate[]
  readonly context: FilterKeyContext
  readonly caret: Caret | undefined
  /** What the person wrote, and where the caret is then. */
  write(text: string, at: number): void
  /** Puts in the candidate at a place. */
  take(place: number): void
  /** Makes the candidate at a place the active one; -1 is none. */
  point(place: number): void
  /** Writes the text at a place of those that were applied before; -1 is none. */
  recall(place: number): void
}

const NONE: readonly FilterCandidate[] = []

/** How the filter's text is written: by a person, with what may stand at the caret, and from what was applied before. */
export function useFilterPen(explorer: ExplorerStore): FilterPen {
  const text = useStore(explorer, (state) => state.filterText)
  const suggestions = useStore(explorer, (state) => state.filterSuggestions)
  const remembered = useStore(explorer, (state) => state.filterHistory)
  const [active, setActive] = useState(-1)
  const [recalled, setRecalled] = useState(-1)
  const [caret, setCaret] = useState<Caret>()
  const candidates = suggestions?.candidates ?? NONE
  const count = candidates.length
  const typed = suggestions?.wanted.typed ?? ''

  function write(next: string, at: number): void {
    setActive(-1)
    setRecalled(-1)
    explorer.getState().setFilterText(next)
    explorer.getState().suggestFilter(next, at)
  }

  function take(place: number): void {
    const candidate = candidates[place]
    if (candidate === undefined || suggestions === undefined) return
    const next = withCandidate(text, suggestions.wanted, candidate)
    write(next.text, next.caret)
    setCaret({ at: next.caret })
    if (suggestions.wanted.kind !== 'term') explorer.getState().dismissSuggestions()
  }

  function recall(place: number): void {
    const earlier = remembered[place] ?? ''
    setRecalled(place)
    setCaret({ at: earlier.length })
    explorer.getState().setFilterText(earlier)
  }

  const context = { text, count, active: Math.min(active, count - 1), typed, recalled, remembered: remembered.length }
  return { candidates, context, caret, write, take, point: setActive, recall }
}

/** @param at where the caret is, in UTF-16 units from 0 */
export function doFilterDeed(explorer: ExplorerStore, pen: FilterPen, deed: FilterKeyDeed, at: number): void {
  const { filterText, suggestFilter, dismissSuggestions, applyFilter } = explorer.getState()
  switch (deed.kind) {
    case 'leave':
      leaveFilter()
      break
    case 'dismiss':
      dismissSuggestions()
      break
    case 'apply':
      dismissSuggestions()
      applyFilter()
      break
    case 'suggest':
      suggestFilter(filterText, at)
      break
    case 'take':
      pen.take(deed.place)
      break
    case 'move':
      pen.point(deed.place)
      break
    case 'recall':
      pen.recall(deed.place)
      break
  }
}
