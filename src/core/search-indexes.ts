import type { AbortSignalLike } from './abort-signal-like.ts'
import { InvalidFilter } from './errors.ts'
import type { Position } from './event.ts'
import { formatPayloadPath, parsePayloadPath } from './filter/payload-path.ts'

/** `words`, or a payload path as {@link formatPayloadPath} writes it. Made by {@link searchIndexName}. */
export type SearchIndexName = string & { readonly brand: 'SearchIndexName' }

/** The index of the words of all events' data. */
export const WORDS = 'words' as SearchIndexName

/** The name of the index of `words` or of a payload path, however that is spelt. @throws InvalidFilter where it is neither */
export function searchIndexName(text: string): SearchIndexName {
  if (text === WORDS) return WORDS
  const path = parsePayloadPath(text)
  if (path.steps.length === 0) throw new InvalidFilter(text, text.length + 1, 'a step, as in data.total')
  return formatPayloadPath(path) as SearchIndexName
}

/** An index that makes some filters quicker. It is filled in the background, and filters are right meanwhile. */
export interface SearchIndex {
  readonly of: SearchIndexName
  /** Events up to and with this position are in it. */
  readonly indexedTo: Position
  /** Events with words, or values found at the path. */
  readonly entries: number
  /** What it takes up in the store. */
  readonly bytes: number
}

/** What an index would come to, going by a sample of the events. */
export interface SearchIndexCost {
  readonly bytes: number
  /** Of undisturbed work. */
  readonly seconds: number
}

/** Events looked through and to look through, summed over the indexes. */
export interface IndexingProgress {
  readonly done: number
  readonly total: number
}

export interface FinishOptions {
  readonly signal?: AbortSignalLike
  readonly onProgress?: (progress: IndexingProgress) => void
}

/**
 * The indexes that a person can have or do without. An index `of` something is named as for {@link searchIndexName}.
 *
 * @throws InvalidFilter for no such name; StoreReadOnly where a store that takes no events should be changed
 */
export interface SearchIndexes {
  /** In order of name; not those that are being removed. */
  searchIndexes(): Promise<readonly SearchIndex[]>

  estimateSearchIndex(of: string): Promise<SearchIndexCost>

  /** Resolves once there is one, empty; from then on it is filled while nothing else is to be written. One that is there stays as it is. */
  addSearchIndex(of: string): Promise<void>

  /** Resolves once it is no longer used; its content is removed in the background. */
  removeSearchIndex(of: string): Promise<void>

  /** Resolves when all indexes are filled up to the head as it is then, and removed ones are gone. Aborted, it rejects with the signal's reason; the work goes on. */
  finishSearchIndexes(options?: FinishOptions): Promise<void>
}
