import { keptObjects, keptTexts } from './kept-values.ts'
import { inOrder, MAX_FILTER_HISTORY, type SavedFilter } from './saved-filters-slice.ts'
import type { WorkspacePart } from './workspace-part.ts'

export const filtersKept: WorkspacePart = {
  watched: ['filterHistory', 'savedFilters'],
  write: ({ filterHistory, savedFilters }) => ({
    filterHistory,
    savedFilters: savedFilters.map(({ name, text }) => ({ name, text })),
  }),
  read: (kept) => ({
    filterHistory: Array.isArray(kept['filterHistory'])
      ? [...new Set(keptTexts(kept['filterHistory']))].filter((text) => text.trim() !== '').slice(0, MAX_FILTER_HISTORY)
      : [],
    savedFilters: inOrder([...savedIn(kept).values()]),
  }),
}

/** The first of each name. */
function savedIn(kept: Parameters<WorkspacePart['read']>[0]): ReadonlyMap<string, SavedFilter> {
  const byName = new Map<string, SavedFilter>()
  for (const { name, text } of keptObjects(kept['savedFilters']))
    if (typeof name === 'string' && typeof text === 'string' && name !== '' && !byName.has(name))
      byName.set(name, { name, text })
  return byName
}
