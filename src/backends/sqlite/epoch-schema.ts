import Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'

/** In the header of every store of Epoch's own: "Epoc". */
export const EPOCH_APPLICATION_ID = 0x45706f63

/** The `user_version` that this Epoch writes. */
export const EPOCH_SCHEMA_VERSION = 2

/** Indexes that only reads need; an import into a new store makes them at its end. */
export const readingIndexes: readonly string[] = [
  'CREATE UNIQUE INDEX events_by_stream ON events(stream_id, version)',
  'CREATE INDEX events_by_log_time ON events(log_time_us)',
  'CREATE INDEX streams_by_category ON streams(category_id, name)',
]

/**
 * Version 1.
 *
 * `events.log_time_us` is the largest created_at_us up to there. `events.event_id` and the links' keys: see event-id-blob.ts;
 * `events.checksum` and `seals`: see checksum.ts. A purge empties data and metadata of an event and keeps what the checksum needs in
 * `purges`, a table of its own so that events that were never purged do not pay for it. Counts in categories, types and streams are kept up
 * once per transaction. References from events would cost a look-up per event and are left out: an audit checks them.
 */
const version1: readonly string[] = [
  `CREATE TABLE categories(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, streams INTEGER NOT NULL, events INTEGER NOT NULL) STRICT`,
  `CREATE TABLE types(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, events INTEGER NOT NULL) STRICT`,
  `CREATE TABLE streams(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, category_id INTEGER NOT NULL REFERENCES categories(id),
  version INTEGER NOT NULL, last_position INTEGER NOT NULL) STRICT`,
  `CREATE TABLE events(
  position INTEGER PRIMARY KEY, stream_id INTEGER NOT NULL, version INTEGER NOT NULL, type_id INTEGER NOT NULL,
  schema_version INTEGER NOT NULL, created_at_us INTEGER NOT NULL, log_time_us INTEGER NOT NULL,
  event_id BLOB NOT NULL, checksum BLOB NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL) STRICT`,
  `CREATE TABLE purges(
  position INTEGER PRIMARY KEY, purged_at_us INTEGER NOT NULL, purger_id TEXT,
  data_digest BLOB NOT NULL, metadata_digest BLOB NOT NULL) STRICT`,
  'CREATE TABLE seals(position INTEGER PRIMARY KEY, seal BLOB NOT NULL) STRICT',
  `CREATE TABLE causations(
  cause BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY(cause, position)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE correlations(
  correlation BLOB NOT NULL, position INTEGER NOT NULL, PRIMARY KEY(correlation, position)) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX events_by_id ON events(event_id)',
  'CREATE INDEX events_by_type ON events(type_id)',
  ...readingIndexes,
]

/** The index of words: see words-table.ts. */
export const wordsTable =
  "CREATE VIRTUAL TABLE words USING fts5(data, content='', columnsize=0, detail=none, tokenize='ascii')"

/**
 * Version 2: segments of a thousand events (see segment.ts) take the place of the index by type, links gather in `recent_links`
 * before they are sorted (see link-tables.ts), and there are indexes that are filled in the background (see index-writer.ts).
 * `segment_columns` has the numbers of type and category of each event of a whole segment, `segment_counts` how often each
 * occurs there, and the least and the greatest time of its events.
 */
const version2: readonly string[] = [
  'DROP INDEX IF EXISTS events_by_type',
  `CREATE TABLE segment_columns(
  segment INTEGER PRIMARY KEY, types BLOB NOT NULL, categories BLOB NOT NULL) STRICT`,
  `CREATE TABLE segment_counts(
  segment INTEGER PRIMARY KEY, least_us INTEGER NOT NULL, greatest_us INTEGER NOT NULL,
  types BLOB NOT NULL, categories BLOB NOT NULL) STRICT`,
  `CREATE TABLE recent_links(
  position INTEGER PRIMARY KEY, cause BLOB, correlation BLOB) STRICT`,
  `CREATE TABLE search_indexes(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, indexed_to INTEGER NOT NULL, entries INTEGER NOT NULL,
  bytes INTEGER NOT NULL) STRICT`,
  `CREATE TABLE path_values(
  index_id INTEGER NOT NULL REFERENCES search_indexes(id), value ANY NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY(index_id, value, position)) STRICT, WITHOUT ROWID`,
  wordsTable,
]

/** Migration i takes a store from user_version i to i + 1. */
const migrations: readonly (readonly string[])[] = [version1, version2]

/** Brings a store to {@link EPOCH_SCHEMA_VERSION}, leaving out statements that are in `later`. */
export function migrate(database: Database.Database, later: readonly string[] = []): void {
  const run = database.transaction(() => {
    const from = userVersion(database)
    for (const statement of migrations.slice(from).flat()) if (!later.includes(statement)) database.exec(statement)
    database.pragma(`application_id = ${EPOCH_APPLICATION_ID}`)
    if (from < EPOCH_SCHEMA_VERSION) database.pragma(`user_version = ${EPOCH_SCHEMA_VERSION}`)
  })
  run.immediate()
}

export function userVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/**
 * What `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL` gives for a store of Epoch's own with this user_version, in
 * order of the texts.
 *
 * @throws EpochError `store-too-new` for a version that this Epoch does not know
 */
export function epochSchemaStatements(version: number): readonly string[] {
  if (!Number.isInteger(version) || version < 1 || version > EPOCH_SCHEMA_VERSION)
    throw new EpochError('store-too-new', `this Epoch knows store versions up to ${EPOCH_SCHEMA_VERSION}`, { version })
  const database = new Database(':memory:')
  try {
    for (const statement of migrations.slice(0, version).flat()) database.exec(statement)
    return database.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').pluck().all().sort()
  } finally {
    database.close()
  }
}
