import type Database from 'better-sqlite3'
import { categoryOf, position, streamName, streamVersion } from '../../core/event.ts'
import { PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { StreamSummary, StreamsPage, StreamsQuery } from '../../core/log-index.ts'
import { BoundedCache } from './bounded-cache.ts'

const MOST_HIT_BYTES = 16 * 1024 * 1024

/** How many names one statement reads. */
const NAMES_AT_ONCE = 5000

/** How long one call may look through names. */
const SEARCH_MS = 25

type StreamValues = [name: string, version: number, lastPosition: number]

/** The streams whose names have a text, found so far: their numbers in order of name. */
class NameHits {
  ids: number[] = []
  /** The last name looked at. */
  searchedTo = ''
  complete = false
  /** How many streams there were when the search began. */
  streams = 0

  get bytes(): number {
    return this.ids.length * 8 + 100
  }

  begin(streams: number): void {
    this.ids = []
    this.searchedTo = ''
    this.complete = false
    this.streams = streams
  }
}

/** Pages of streams in order of name. */
export class StreamList {
  readonly #hits = new BoundedCache<NameHits>(MOST_HIT_BYTES)
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(database: Database.Database) {
    this.#statements = prepareStatements(database)
  }

  /** @returns the page, or nothing when names are still being looked through: ask again */
  page({ category, text = '', skip, limit: most }: StreamsQuery): StreamsPage | undefined {
    const limit = Math.min(most, PAGE_EVENTS)
    if (text === '') return category === undefined ? this.#ofAll(skip, limit) : this.#ofCategory(category, skip, limit)
    const hits = this.#searched(category, text.toLowerCase())
    if (!hits.complete) return undefined
    const ids = JSON.stringify(hits.ids.slice(skip, skip + limit))
    return { streams: this.#statements.listed.all(ids).map(streamSummary), total: hits.ids.length }
  }

  #ofAll(skip: number, limit: number): StreamsPage {
    const streams = this.#statements.all.all(limit, skip).map(streamSummary)
    return { streams, total: this.#statements.countAll.get() ?? 0 }
  }

  #ofCategory(category: string, skip: number, limit: number): StreamsPage {
    const found = this.#statements.category.get(category)
    if (found === undefined) return { streams: [], total: 0 }
    const [id, total] = found
    return { streams: this.#statements.ofCategory.all(id, limit, skip).map(streamSummary), total }
  }

  /** Looks on through the names for a slice of time. Streams only come to be: hits hold as long as there are as many. */
  #searched(category: string | undefined, text: string): NameHits {
    const count = this.#statements.countAll.get() ?? 0
    const hits = this.#hits.get(JSON.stringify([category, text]), () => new NameHits())
    if (hits.searchedTo === '' || (hits.complete && hits.streams !== count)) hits.begin(count)
    const untilMs = performance.now() + SEARCH_MS
    while (!hits.complete && performance.now() < untilMs) {
      const names = this.#names(category, hits.searchedTo)
      for (const [id, name] of names) if (name.toLowerCase().includes(text)) hits.ids.push(id)
      hits.searchedTo = names.at(-1)?.[1] ?? hits.searchedTo
      hits.complete = names.length < NAMES_AT_ONCE
    }
    this.#hits.trim()
    return hits
  }

  #names(category: string | undefined, after: string): [number, string][] {
    if (category === undefined) return this.#statements.names.all(after, NAMES_AT_ONCE)
    const found = this.#statements.category.get(category)
    return found === undefined ? [] : this.#statements.namesOfCategory.all(found[0], after, NAMES_AT_ONCE)
  }
}

function streamSummary([text, version, lastPosition]: StreamValues): StreamSummary {
  const name = streamName(text)
  return { name, category: categoryOf(name), version: streamVersion(version), lastPosition: position(lastPosition) }
}

function prepareStatements(database: Database.Database) {
  const select = 'SELECT name, version, last_position FROM streams'
  return {
    countAll: database.prepare<[], number>('SELECT total(streams) FROM categories').pluck(),
    category: database.prepare<[string], [number, number]>('SELECT id, streams FROM categories WHERE name = ?').raw(),
    all: database.prepare<[number, number], StreamValues>(`${select} ORDER BY name LIMIT ? OFFSET ?`).raw(),
    ofCategory: database
      .prepare<[number, number, number], StreamValues>(`${select} WHERE category_id = ? ORDER BY name LIMIT ? OFFSET ?`)
      .raw(),
    listed: database
      .prepare<[string], StreamValues>(`${select} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name`)
      .raw(),
    names: database
      .prepare<[string, number], [number, string]>('SELECT id, name FROM streams WHERE name > ? ORDER BY name LIMIT ?')
      .raw(),
    namesOfCategory: database
      .prepare<[number, string, number], [number, string]>(
        'SELECT id, name FROM streams WHERE category_id = ? AND name > ? ORDER BY name LIMIT ?',
      )
      .raw(),
  }
}
