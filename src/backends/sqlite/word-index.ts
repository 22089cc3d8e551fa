import type Database from 'better-sqlite3'
import { WORDS } from '../../core/search-indexes.ts'
import type { IndexedCandidates } from './candidate-source.ts'
import { findingInWindows, type IndexedReads, inBothDirections } from './indexed-reads.ts'

/** Most words that are looked for; the others are left to whoever looks through the candidates. */
const MOST_WORDS = 16

/** Finds events by the words of their data; see {@link IndexedReads} for how far it may be trusted. */
export class WordIndex {
  readonly #database: Database.Database
  readonly #reads: IndexedReads
  #hits: ReturnType<typeof prepareHits> | undefined

  constructor(database: Database.Database, reads: IndexedReads) {
    this.#database = database
    this.#reads = reads
  }

  /**
   * Events that have all of these words, in any order and place: whether they follow each other must be looked at, and of more than
   * {@link MOST_WORDS} whether all are there.
   *
   * @param words as core's words.ts splits a text
   */
  candidates(words: readonly string[]): IndexedCandidates {
    const mark = this.#reads.mark(WORDS)
    if (mark === undefined || words.length === 0) return { indexedTo: 0, source: findingInWindows(this.#reads.every) }
    this.#hits ??= prepareHits(this.#database)
    const hits = this.#hits
    const query = allOfWords(words)
    return {
      indexedTo: mark.indexedTo,
      source: this.#reads.source(mark, ({ low, high }, direction, limit) =>
        hits[direction].all(query, low, high, limit),
      ),
    }
  }
}

/** The longest words, which are likely to be the rarest. */
function allOfWords(words: readonly string[]): string {
  const distinct = [...new Set(words)].toSorted((a, b) => b.length - a.length)
  return distinct
    .slice(0, MOST_WORDS)
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' AND ')
}

function prepareHits(database: Database.Database) {
  return inBothDirections(
    (order) =>
      `SELECT rowid FROM words WHERE words MATCH ? AND rowid > ? AND rowid <= ? ORDER BY rowid ${order} LIMIT ?`,
    (sql) => database.prepare<[string, number, number, number], number>(sql).pluck(),
  )
}
