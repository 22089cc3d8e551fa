import type Database from 'better-sqlite3'
import type { JsonText } from '../../core/json.ts'
import { WORDS } from '../../core/search-indexes.ts'
import { EventBatches, type IndexedEvent } from './index-batch.ts'
import type { IndexConnection } from './index-connection.ts'
import { type IndexContent, indexContent } from './index-content.ts'
import { BEING_REMOVED, type IndexRow } from './index-rows.ts'
import { NO_PAYLOAD } from './purged-payload.ts'
import { flushWords } from './words-table.ts'

/** How long a transaction may go on writing; writing out what FTS5 gathered comes on top. */
const WRITE_MS = 10

/** How long one should take with all. */
const AIMED_MS = 10

/** Fewer make segments so small that merging them is most of the work; how long large ones take is bounded by {@link WRITE_MS}. */
const LEAST_EVENTS = 250
const MOST_EVENTS = 5000

/** How many pages FTS5 merges in one step: about 6 ms. */
const MERGE_PAGES = 64

/**
 * Fills the index of words: each step makes a segment of FTS5's of some events, and where four of a size have come together other steps merge
 * them.
 */
export class WordFilling {
  readonly #connection: IndexConnection
  readonly #content: IndexContent
  readonly #batches: EventBatches
  readonly #statements: ReturnType<typeof prepareStatements>
  #mergeDue = true
  #events = LEAST_EVENTS

  constructor(connection: IndexConnection, row: IndexRow) {
    this.#connection = connection
    this.#content = indexContent(connection.database, row)
    this.#batches = new EventBatches(connection.database)
    this.#statements = prepareStatements(connection.database)
  }

  /** Whether there may be something to merge. */
  get isMergeDue(): boolean {
    return this.#mergeDue
  }

  /** @returns for how many milliseconds others could not write */
  fill(row: IndexRow): number {
    const events = this.#batches.read(this.#content, row.indexedTo, this.#events)
    const startMs = performance.now()
    const written = this.#connection.write(() => this.#write(row, events))
    const tookMs = performance.now() - startMs
    if (written > 0) {
      const fitting = Math.round(written * Math.min(2, AIMED_MS / tookMs))
      this.#events = Math.min(MOST_EVENTS, Math.max(LEAST_EVENTS, fitting))
    }
    this.#mergeDue = true
    return tookMs
  }

  /** @returns whether there was anything to merge */
  merge(): boolean {
    return this.#connection.write(() => {
      const bytes = this.#connection.usedBytes()
      const changes = this.#statements.totalChanges.get() ?? 0
      this.#statements.merge.run(MERGE_PAGES)
      // How FTS5 lets it be known whether it did anything.
      this.#mergeDue = (this.#statements.totalChanges.get() ?? 0) - changes >= 2
      if (this.#mergeDue) this.#connection.rows.grow(WORDS, this.#connection.usedBytes() - bytes)
      return this.#mergeDue
    })
  }

  /** Events were read outside of the transaction, and may have been purged since. @returns how many were written */
  #write(row: IndexRow, events: readonly IndexedEvent[]): number {
    const { rows } = this.#connection
    const now = rows.named(row.name)
    if (now?.id !== row.id || now.indexedTo !== row.indexedTo || now.entries === BEING_REMOVED) return 0
    const bytes = this.#connection.usedBytes()
    const purged = this.#connection.purged(row.indexedTo, events.at(-1)?.position ?? row.indexedTo)
    const untilMs = performance.now() + WRITE_MS
    let [written, entries, indexedTo] = [0, 0, row.indexedTo]
    for (const { position, entry } of events) {
      const current = purged.has(position) ? this.#content.entryOf(NO_PAYLOAD.data as JsonText) : entry
      if (current !== undefined) this.#content.insert(position, current)
      if (current !== undefined) entries++
      written++
      indexedTo = position
      if (performance.now() >= untilMs) break
    }
    flushWords(this.#connection.database)
    rows.advance(row, indexedTo, entries, this.#connection.usedBytes() - bytes)
    return written
  }
}

function prepareStatements(database: Database.Database) {
  return {
    merge: database.prepare<[number]>("INSERT INTO words(words, rank) VALUES ('merge', ?)"),
    totalChanges: database.prepare<[], number>('SELECT total_changes()').pluck(),
  }
}
