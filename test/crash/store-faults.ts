import type Database from 'better-sqlite3'
import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { eventIdText, linkKey } from '../../src/backends/sqlite/event-id-blob.ts'
import { openForReading } from '../../src/backends/sqlite/open-database.ts'
import { decodeColumn, eachCount, SEGMENT_EVENTS, type SegmentColumn } from '../../src/backends/sqlite/segment.ts'
import type { JsonText } from '../../src/core/json.ts'
import { linksOf } from '../../src/core/metadata.ts'

/** Each query finds what must not be; its rows are told. */
const queries: Readonly<Record<string, string>> = {
  'positions are not 1..n': `SELECT count(*), min(position), max(position) FROM events
    HAVING count(*) > 0 AND (min(position) <> 1 OR max(position) <> count(*))`,
  'an id is there twice': 'SELECT hex(event_id), count(*) FROM events GROUP BY event_id HAVING count(*) > 1',
  'a stream does not have the versions 1..n': `SELECT stream_id, count(*), min(version), max(version) FROM events
    GROUP BY stream_id HAVING min(version) <> 1 OR max(version) <> count(*)`,
  'versions of a stream do not follow positions': `SELECT position FROM (SELECT position, version,
    row_number() OVER (PARTITION BY stream_id ORDER BY position) AS nth FROM events) WHERE version <> nth`,
  'a stream is not what its events say': `SELECT * FROM (
      SELECT id, version, last_position FROM streams EXCEPT SELECT stream_id, count(*), max(position) FROM events GROUP BY stream_id)
    UNION ALL SELECT * FROM (
      SELECT stream_id, count(*), max(position) FROM events GROUP BY stream_id EXCEPT SELECT id, version, last_position FROM streams)`,
  'a type is not what its events say': `SELECT * FROM (
      SELECT id, events FROM types EXCEPT SELECT type_id, count(*) FROM events GROUP BY type_id)
    UNION ALL SELECT * FROM (
      SELECT type_id, count(*) FROM events GROUP BY type_id EXCEPT SELECT id, events FROM types)`,
  'a category is not what its streams say': `SELECT * FROM (
      SELECT id, streams, events FROM categories EXCEPT SELECT category_id, count(*), sum(version) FROM streams GROUP BY category_id)
    UNION ALL SELECT * FROM (
      SELECT category_id, count(*), sum(version) FROM streams GROUP BY category_id EXCEPT SELECT id, streams, events FROM categories)`,
  'the log time is not the largest time so far': `SELECT position FROM (SELECT position, log_time_us,
    max(created_at_us) OVER (ORDER BY position) AS largest FROM events) WHERE log_time_us <> largest`,
  'a thousand events have no seal': `SELECT count(*) FROM seals HAVING count(*) <> (SELECT count(*) / 1000 FROM events)`,
  'part of an append is there': `SELECT data ->> 'batch' AS batch, count(*), data ->> 'size' AS size FROM events
    WHERE batch IS NOT NULL GROUP BY batch HAVING count(*) <> size`,
}

/** The ids of a store's events, in order. The store must be open nowhere in this process. */
export function storedIds(path: string): readonly string[] {
  return readingStore(path, (database) =>
    database.prepare<[], Buffer>('SELECT event_id FROM events ORDER BY position').pluck().all().map(eventIdText),
  )
}

/** What SQLite finds wrong with a store's pages. */
export function pageFaults(path: string): readonly string[] {
  return readingStore(path, quickCheck)
}

/**
 * Everything in a store that contradicts its events: counts, versions, links, segments, seals, checksums, appends that are
 * there in part. Computed here once more from the events alone, so that what the store computes is not its own judge.
 */
export async function storeFaults(path: string): Promise<readonly string[]> {
  const faults = readingStore(path, (database) => [
    ...quickCheck(database),
    ...Object.entries(queries).flatMap(([fault, sql]) => {
      const rows = database.prepare<[], unknown[]>(sql).raw().all()
      return rows.length > 0 ? [`${fault}: ${JSON.stringify(rows.slice(0, 3))}`] : []
    }),
    ...linkFaults(database),
    ...segmentFaults(database),
    ...indexFaults(database),
  ])
  const { findings } = await auditStore(path)
  const damages = findings.filter(({ severity }) => severity === 'damage')
  return [
    ...faults,
    ...damages.map(({ kind, position, message }) => `the audit found ${kind} at ${position}: ${message}`),
  ]
}

/** Which of the acknowledged events a store does not have. */
export function lostOf(acknowledged: Iterable<string>, stored: Iterable<string>): readonly string[] {
  const there = new Set(stored)
  return [...acknowledged].filter((id) => !there.has(id))
}

/** Reads a store as Epoch opens it. */
export function readingStore<Output>(path: string, read: (database: Database.Database) => Output): Output {
  const database = openForReading(path)
  try {
    return read(database)
  } finally {
    database.close()
  }
}

export function quickCheck(database: Database.Database): readonly string[] {
  const said = database.prepare<[], string>('PRAGMA quick_check').pluck().all()
  return said.length === 1 && said[0] === 'ok' ? [] : said.map((fault) => `quick_check: ${fault}`)
}

function linkFaults(database: Database.Database): readonly string[] {
  const wanted: string[] = []
  const events = database.prepare<[], [number, JsonText]>('SELECT position, metadata FROM events').raw()
  for (const [at, metadata] of events.iterate()) {
    const { causationId, correlationId } = linksOf(metadata)
    if (causationId !== undefined) wanted.push(`cause ${linkKey(causationId).toString('hex')} ${at}`)
    if (correlationId !== undefined) wanted.push(`correlation ${linkKey(correlationId).toString('hex')} ${at}`)
  }
  const found = database
    .prepare<[], string>(
      `SELECT 'cause ' || lower(hex(cause)) || ' ' || position FROM causations
       UNION SELECT 'cause ' || lower(hex(cause)) || ' ' || position FROM recent_links WHERE cause IS NOT NULL
       UNION SELECT 'correlation ' || lower(hex(correlation)) || ' ' || position FROM correlations
       UNION SELECT 'correlation ' || lower(hex(correlation)) || ' ' || position FROM recent_links
         WHERE correlation IS NOT NULL`,
    )
    .pluck()
    .all()
  return found.sort().join() === wanted.sort().join() ? [] : ['the links are not those of the events']
}

/** Up to its mark, an index of words finds each batch by its name, and one of sizes has each event's. */
function indexFaults(database: Database.Database): readonly string[] {
  const indexes = database
    .prepare<[], [id: number, name: string, indexedTo: number]>(
      'SELECT id, name, indexed_to FROM search_indexes WHERE entries >= 0',
    )
    .raw()
    .all()
  return indexes.flatMap(([id, name, indexedTo]) =>
    (name === 'words' ? hasWords(database, indexedTo) : hasSizes(database, id, indexedTo))
      ? []
      : [`the index of ${name} is wrong up to ${indexedTo}`],
  )
}

function hasWords(database: Database.Database, indexedTo: number): boolean {
  const batches = database
    .prepare<[number], [batch: string, positions: string]>(
      `SELECT data ->> 'batch' AS batch, group_concat(position ORDER BY position) FROM events
       WHERE position <= ? AND batch IS NOT NULL GROUP BY batch`,
    )
    .raw()
    .all(indexedTo)
  const found = database
    .prepare<[string, number], number>('SELECT rowid FROM words WHERE words MATCH ? AND rowid <= ? ORDER BY rowid')
    .pluck()
  return batches.every(([batch, positions]) => found.all(batch, indexedTo).join() === positions)
}

function hasSizes(database: Database.Database, id: number, indexedTo: number): boolean {
  const wanted = database
    .prepare<[number], string>(
      `SELECT position || ' ' || (data ->> 'size') FROM events
       WHERE position <= ? AND data ->> 'size' IS NOT NULL ORDER BY position`,
    )
    .pluck()
    .all(indexedTo)
  const found = database
    .prepare<[number, number], string>(
      "SELECT position || ' ' || value FROM path_values WHERE index_id = ? AND position <= ? ORDER BY position",
    )
    .pluck()
    .all(id, indexedTo)
  return found.join() === wanted.join()
}

type SegmentRow = [
  segment: number,
  types: Buffer,
  categories: Buffer,
  leastUs: number,
  greatestUs: number,
  typeCounts: Buffer,
  categoryCounts: Buffer,
]

function segmentFaults(database: Database.Database): readonly string[] {
  const rows = database
    .prepare<[], SegmentRow>(
      `SELECT segment, l.types, l.categories, least_us, greatest_us, c.types, c.categories
       FROM segment_columns l FULL JOIN segment_counts c USING (segment) ORDER BY segment`,
    )
    .raw()
    .all()
  const events = database.prepare<[], number>('SELECT count(*) FROM events').pluck().get() ?? 0
  const whole = Math.floor(events / SEGMENT_EVENTS)
  if (rows.length !== whole) return [`${rows.length} segments for ${events} events`]
  return rows.flatMap((row, s) => (isSegment(database, row, s) ? [] : [`segment ${s} is not that of its events`]))
}

function isSegment(database: Database.Database, row: SegmentRow, s: number): boolean {
  const [segment, types, categories, leastUs, greatestUs, typeCounts, categoryCounts] = row
  const events = database
    .prepare<[number, number], [number, number, number]>(
      `SELECT type_id, category_id, created_at_us FROM events JOIN streams ON streams.id = stream_id
       WHERE position > ? AND position <= ? ORDER BY position`,
    )
    .raw()
    .all(s * SEGMENT_EVENTS, (s + 1) * SEGMENT_EVENTS)
  const typeIds = events.map(([type]) => type)
  const categoryIds = events.map(([, category]) => category)
  const times = events.map(([, , timeUs]) => timeUs)
  return (
    segment === s &&
    isColumn(decodeColumn(types), typeIds) &&
    isColumn(decodeColumn(categories), categoryIds) &&
    leastUs === Math.min(...times) &&
    greatestUs === Math.max(...times) &&
    areCounts(typeCounts, typeIds) &&
    areCounts(categoryCounts, categoryIds)
  )
}

function isColumn(column: SegmentColumn, numbers: readonly number[]): boolean {
  return column.length === numbers.length && numbers.every((number, i) => column[i] === number)
}

function areCounts(blob: Buffer, numbers: readonly number[]): boolean {
  const counted = new Map<number, number>()
  for (const number of numbers) counted.set(number, (counted.get(number) ?? 0) + 1)
  const told = new Map<number, number>()
  eachCount(blob, (number, count) => told.set(number, count))
  return told.size === counted.size && [...counted].every(([number, count]) => told.get(number) === count)
}
