import { InvalidFilter } from '../../core/errors.ts'
import { type EventFilter, filterText } from '../../core/event-filter.ts'
import { filterFields } from '../../core/filter/filter-fields.ts'
import type { FilterTree } from '../../core/filter/filter-tree.ts'
import { liftFilter } from '../../core/filter/lift-filter.ts'
import { parseFilter } from '../../core/filter/parse-filter.ts'

/** Why a text is no filter. */
export interface FilterFailure {
  /** Where, from 1, in UTF-16 units; one past the end where something is missing there. */
  readonly column: number
  readonly message: string
}

/** Begins every payload path. */
const payloads = ['data', 'meta', 'metadata'] as const

type ReadFilter =
  | { readonly kind: 'filter'; readonly tree: FilterTree; readonly view: EventFilter }
  | { readonly kind: 'failure'; readonly failure: FilterFailure }

/** What a text that a person writes says, or where it says nothing. */
export function readFilter(text: string): ReadFilter {
  try {
    const tree = parseFilter(text)
    return { kind: 'filter', tree, view: viewOf(text, tree) }
  } catch (error) {
    if (!(error instanceof InvalidFilter)) throw error
    return { kind: 'failure', failure: failureOf(error) }
  }
}

/**
 * Whether a text ends in what may become the name of a field: as a word, it would send a search through all events that nobody
 * wants.
 */
export function isBegun(text: string): boolean {
  const last = /(?:^|[\s(-])([a-z]+)$/i.exec(text)?.[1]?.toLowerCase()
  return last !== undefined && [...filterFields, ...payloads].some((name) => name.startsWith(last))
}

/** Whether all that is wrong with a text is that something is missing at its end. */
export function isUnfinished(text: string, { column }: FilterFailure): boolean {
  return column > text.trimEnd().length
}

/** Written anew, a text may become longer than a filter may be; then it stays as it is. */
function viewOf(text: string, tree: FilterTree): EventFilter {
  try {
    return liftFilter(tree)
  } catch (error) {
    if (error instanceof InvalidFilter) return { where: filterText(text) }
    throw error
  }
}

function failureOf({ details }: InvalidFilter): FilterFailure {
  const { column, expected } = details
  return { column: typeof column === 'number' ? column : 1, message: `Expected ${String(expected)}` }
}
