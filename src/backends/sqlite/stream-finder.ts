import type Database from 'better-sqlite3'
import { PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { StreamsPage } from '../../core/log-index.ts'
import { BoundedCache } from './bounded-cache.ts'
import { type NamePack, packNames } from './name-pack.ts'
import { type StreamScope, StreamScopes } from './stream-scope.ts'
import { StreamSearch } from './stream-search.ts'
import { type StreamValues, streamSummary } from './stream-summary.ts'

/** How much memory names take: a million of 40 characters. What has no room is read again by each search. */
const MOST_NAME_BYTES = 56 * 1024 * 1024
const MOST_SEARCH_BYTES = 4 * 1024 * 1024

/** How many names are packed, and looked through, at once. */
const NAMES_AT_ONCE = 2000

/** When one call begins on no more names: with the last ones and the answer it takes a slice of 25 ms. */
const SEARCH_MS = 20

/** Finds the streams whose names fit a text best. All names are kept in memory once they were read for the first search. */
export class StreamFinder {
  readonly #searches = new BoundedCache<StreamSearch>(MOST_SEARCH_BYTES)
  readonly #scope: StreamScope
  readonly #lastId
  readonly #listed
  readonly #packs: NamePack[] = []
  #packBytes = 0
  /** Names of streams up to this number are in packs. */
  #packedTo = 0

  constructor(database: Database.Database) {
    this.#scope = new StreamScopes(database).all()
    this.#lastId = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM streams').pluck()
    this.#listed = database
      .prepare<[string], StreamValues>(
        `SELECT name, version, last_position FROM json_each(?) AS wanted
         JOIN streams ON streams.id = wanted.value ORDER BY wanted.key`,
      )
      .raw()
  }

  /** @returns the best streams, best first, or nothing when names are still being looked through: ask again */
  find(text: string, most: number): StreamsPage | undefined {
    const limit = Math.min(most, PAGE_EVENTS)
    const untilMs = performance.now() + SEARCH_MS
    const lastId = this.#lastId.get() ?? 0
    const search = this.#searches.get(JSON.stringify([limit, text]), () => new StreamSearch(text, limit))
    this.#searches.trim()
    while (search.upToId < lastId) {
      search.look(this.#packs[search.packs] ?? this.#read(search.upToId, lastId))
      if (search.upToId < lastId && performance.now() >= untilMs) return undefined
    }
    return { streams: this.#listed.all(JSON.stringify(search.ids)).map(streamSummary), total: search.total }
  }

  #read(afterId: number, lastId: number): NamePack {
    const pack = packNames(this.#scope.added(afterId, lastId, NAMES_AT_ONCE))
    if (afterId === this.#packedTo && this.#packBytes < MOST_NAME_BYTES) {
      this.#packs.push(pack)
      this.#packBytes += pack.bytes
      this.#packedTo = pack.ids.at(-1) ?? afterId
    }
    return pack
  }
}
