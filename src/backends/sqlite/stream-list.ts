import type Database from 'better-sqlite3'
import { PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { StreamsPage, StreamsQuery } from '../../core/log-index.ts'
import { BoundedCache } from './bounded-cache.ts'
import { NameBlocks } from './name-blocks.ts'
import { NameHits } from './name-hits.ts'
import { type StreamScope, StreamScopes } from './stream-scope.ts'
import { type StreamValues, streamSummary } from './stream-summary.ts'

const MOST_HIT_BYTES = 16 * 1024 * 1024
const MOST_BLOCK_BYTES = 4 * 1024 * 1024

/** So many streams are passed over one by one. */
const FEW_SKIPPED = 2000

/** How long one call may look through names. */
const SEARCH_MS = 25

/** Pages of streams in order of name. */
export class StreamList {
  readonly #hits = new BoundedCache<NameHits>(MOST_HIT_BYTES)
  readonly #blocks = new BoundedCache<NameBlocks>(MOST_BLOCK_BYTES)
  readonly #scopes: StreamScopes
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(database: Database.Database) {
    this.#scopes = new StreamScopes(database)
    this.#statements = prepareStatements(database)
  }

  /** @returns the page, or nothing when names are still being looked through: ask again */
  page({ category, text = '', skip, limit: most }: StreamsQuery): StreamsPage | undefined {
    const limit = Math.min(most, PAGE_EVENTS)
    const lastId = this.#statements.lastId.get() ?? 0
    const scope = this.#scopeOf(category)
    if (scope === undefined) return { streams: [], total: 0 }
    if (text !== '') return this.#hitsPage(scope, lastId, text, { skip, limit })
    return skip <= FEW_SKIPPED
      ? this.#firstPage(scope, lastId, category, { skip, limit })
      : this.#blocksPage(scope, lastId, { skip, limit })
  }

  #scopeOf(category: string | undefined): StreamScope | undefined {
    if (category === undefined) return this.#scopes.all()
    const id = this.#statements.category.get(category)?.[0]
    return id === undefined ? undefined : this.#scopes.category(id)
  }

  #firstPage(scope: StreamScope, lastId: number, category: string | undefined, { skip, limit }: Place): StreamsPage {
    const total =
      category === undefined ? this.#statements.countAll.get() : this.#statements.category.get(category)?.[1]
    return { streams: scope.page('', lastId, skip, limit).map(streamSummary), total: total ?? 0 }
  }

  #blocksPage(scope: StreamScope, lastId: number, { skip, limit }: Place): StreamsPage | undefined {
    const blocks = this.#blocks.get(scope.key, () => new NameBlocks())
    const isReady = blocks.catchUp(scope, lastId, performance.now() + SEARCH_MS)
    this.#blocks.trim()
    if (!isReady) return undefined
    return { streams: blocks.page(scope, skip, limit).map(streamSummary), total: blocks.total }
  }

  #hitsPage(scope: StreamScope, lastId: number, text: string, { skip, limit }: Place): StreamsPage | undefined {
    const hits = this.#hits.get(JSON.stringify([scope.key, text]), () => new NameHits(text))
    const nameOf = (id: number) => this.#statements.name.get(id) ?? ''
    const isReady = hits.catchUp(scope, lastId, performance.now() + SEARCH_MS, nameOf)
    this.#hits.trim()
    if (!isReady) return undefined
    const ids = JSON.stringify(hits.ids.slice(skip, skip + limit))
    return { streams: this.#statements.listed.all(ids).map(streamSummary), total: hits.ids.length }
  }
}

interface Place {
  readonly skip: number
  readonly limit: number
}

function prepareStatements(database: Database.Database) {
  return {
    lastId: database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM streams').pluck(),
    countAll: database.prepare<[], number>('SELECT total(streams) FROM categories').pluck(),
    category: database.prepare<[string], [number, number]>('SELECT id, streams FROM categories WHERE name = ?').raw(),
    name: database.prepare<[number], string>('SELECT name FROM streams WHERE id = ?').pluck(),
    listed: database
      .prepare<[string], StreamValues>(
        `SELECT name, version, last_position FROM streams
         WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name`,
      )
      .raw(),
  }
}
