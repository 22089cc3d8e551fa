import Database from 'better-sqlite3'
import type { JsonText } from '../../core/json.ts'
import { type SearchIndexCost, type SearchIndexName, WORDS } from '../../core/search-indexes.ts'
import { wordsTable } from './epoch-schema.ts'
import { type IndexEntry, indexedPart } from './index-content.ts'

const RUNS = 20
const EVENTS_PER_RUN = 50

/** Pages are not full, and some say only where the others are. */
const WORDS_OVERHEAD = 1.1
const VALUES_OVERHEAD = 1.45

/** An entry's position, the number of its index, and what SQLite needs to keep a row. */
const BYTES_BESIDE_VALUE = 10

/** Merging what was written, leaving the store to others, and writing it all to a disk. */
const TIMES_LONGER = 1.5

/** Says what an index would cost, going by a thousand events from all over the log: about 25 ms. */
export function estimateIndex(database: Database.Database, name: SearchIndexName): SearchIndexCost {
  const startMs = performance.now()
  const head = database.prepare<[], number>('SELECT max(position) FROM events').pluck().get() ?? 0
  const { of, entryOf } = indexedPart(name)
  const texts = sample(database, of, head)
  if (texts.length === 0) return { bytes: 0, seconds: 0 }
  const entries = texts.map(entryOf).filter((entry) => entry !== undefined)
  const times = Math.max(1, head / texts.length)
  const bytes = name === WORDS ? bytesOfWords(entries, times) : bytesOfValues(entries, times)
  const secondsSampling = (performance.now() - startMs) / 1000
  return { bytes: Math.round(bytes), seconds: secondsSampling * times * TIMES_LONGER }
}

/** A quarter of the runs comes first, from all over the log too. */
function sample(database: Database.Database, of: 'data' | 'metadata', head: number): JsonText[] {
  const run = database
    .prepare<[number, number], JsonText>(`SELECT ${of} FROM events WHERE position > ? ORDER BY position LIMIT ?`)
    .pluck()
  if (head <= RUNS * EVENTS_PER_RUN) return run.all(0, head)
  const starts = Array.from({ length: RUNS }, (_, i) => Math.floor((i * (head - EVENTS_PER_RUN)) / (RUNS - 1)))
  const inOrder = [...starts.filter((_, i) => i % 4 === 0), ...starts.filter((_, i) => i % 4 !== 0)]
  return inOrder.flatMap((start) => run.all(start, EVENTS_PER_RUN))
}

/** New words become rarer as a log grows (Heaps' law): the index grows with a power of the events, which a part of the sample shows. */
function bytesOfWords(entries: readonly IndexEntry[], times: number): number {
  const quarter = Math.ceil(entries.length / 4)
  const database = new Database(':memory:')
  try {
    database.exec(wordsTable)
    const ofQuarter = bytesAfter(database, entries.slice(0, quarter), 1)
    const ofAll = bytesAfter(database, entries.slice(quarter), quarter + 1)
    const power = Math.log(ofAll / ofQuarter) / Math.log(entries.length / quarter)
    return ofAll * times ** Math.min(1, Math.max(0.5, Number.isFinite(power) ? power : 1)) * WORDS_OVERHEAD
  } finally {
    database.close()
  }
}

function bytesAfter(database: Database.Database, entries: readonly IndexEntry[], firstRow: number): number {
  const insert = database.prepare<[number, IndexEntry]>('INSERT INTO words(rowid, data) VALUES (?, ?)')
  database.transaction(() => {
    for (const [i, entry] of entries.entries()) insert.run(firstRow + i, entry)
  })()
  database.exec("INSERT INTO words(words) VALUES ('optimize')")
  return database.prepare<[], number>('SELECT sum(length(block)) FROM words_data').pluck().get() ?? 0
}

function bytesOfValues(entries: readonly IndexEntry[], times: number): number {
  const bytes = entries.reduce<number>((sum, entry) => sum + bytesOf(entry) + BYTES_BESIDE_VALUE, 0)
  return bytes * times * VALUES_OVERHEAD
}

function bytesOf(entry: IndexEntry): number {
  switch (typeof entry) {
    case 'number':
      return 8
    case 'bigint':
      return Math.ceil((entry.toString(2).length + 1) / 8)
    case 'string':
      return Buffer.byteLength(entry)
    default:
      return entry.length
  }
}
