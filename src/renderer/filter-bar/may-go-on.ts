import type { ExplorerState } from '../state/explorer-store.ts'
import { isUnfinished } from '../state/read-filter.ts'

/** Whether the text is no filter yet, but something that would make it one is offered: nothing to complain of. */
export function mayGoOn({ filterText, filterFailure, filterSuggestions }: ExplorerState): boolean {
  if (filterFailure === undefined || filterSuggestions === undefined) return false
  return filterSuggestions.candidates.length > 0 && isUnfinished(filterText, filterFailure)
}
