import {
  type FinishOptions,
  type IndexingProgress,
  type SearchIndex,
  type SearchIndexCost,
  type SearchIndexes,
  searchIndexName,
} from '../../core/search-indexes.ts'
import type { IndexState } from './index-writer.ts'
import type { StoreReader } from './store-reader.ts'
import type { StoreThread } from './store-thread.ts'
import type { StoreWriter } from './store-writer.ts'

interface StoreSearchIndexesOptions {
  readonly reader: Pick<StoreThread<StoreReader>, 'call'>
  readonly writer: Pick<StoreThread<StoreWriter>, 'call'>
  /** Throws where the store is closed. */
  readonly checkOpen: () => void
  /** Throws where the store is closed or takes no events. */
  readonly checkWritable: () => void
}

/** The search indexes of a store in one SQLite file: its reading thread knows what there is, its writing thread changes it. */
export class StoreSearchIndexes implements SearchIndexes {
  readonly #options: StoreSearchIndexesOptions

  constructor(options: StoreSearchIndexesOptions) {
    this.#options = options
  }

  async searchIndexes(): Promise<readonly SearchIndex[]> {
    this.#options.checkOpen()
    return await this.#options.reader.call('searchIndexes')
  }

  async estimateSearchIndex(of: string): Promise<SearchIndexCost> {
    const name = searchIndexName(of)
    this.#options.checkOpen()
    return await this.#options.reader.call('estimateSearchIndex', name)
  }

  async addSearchIndex(of: string): Promise<void> {
    const name = searchIndexName(of)
    this.#options.checkWritable()
    await this.#options.writer.call('addSearchIndex', name)
  }

  async removeSearchIndex(of: string): Promise<void> {
    const name = searchIndexName(of)
    this.#options.checkWritable()
    await this.#options.writer.call('removeSearchIndex', name)
  }

  async finishSearchIndexes({ signal, onProgress }: FinishOptions = {}): Promise<void> {
    this.#options.checkWritable()
    let goal: number | undefined
    for (;;) {
      signal?.throwIfAborted()
      const state = await this.#options.writer.call('searchIndexProgress')
      signal?.throwIfAborted()
      goal ??= state.head
      onProgress?.(progressTo(goal, state))
      if (!state.untidy && isFilledTo(goal, state)) return
    }
  }
}

function progressTo(goal: number, { indexes }: IndexState): IndexingProgress {
  const done = indexes.reduce((sum, { reached }) => sum + Math.min(reached, goal), 0)
  return { done, total: goal * indexes.length }
}

function isFilledTo(goal: number, { indexes }: IndexState): boolean {
  return indexes.every(({ indexedTo }) => indexedTo >= goal)
}
