import Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { EventId, Position, StreamName, StreamVersion } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { HistogramQuery, PositionHistogramQuery, StreamsQuery } from '../../core/log-index.ts'
import type { SearchIndexName } from '../../core/search-indexes.ts'
import { Effects } from './effects.ts'
import { EPOCH_SCHEMA_VERSION, userVersion } from './epoch-schema.ts'
import { EventPages } from './event-pages.ts'
import { eventPositions } from './event-positions.ts'
import { EventRows } from './event-rows.ts'
import { EventSearch } from './event-search.ts'
import { estimateIndex } from './index-estimate.ts'
import { IndexedReads } from './indexed-reads.ts'
import { LinkFinder } from './link-finder.ts'
import { type LogRead, LogReader, type StreamRead } from './log-reader.ts'
import { LogSummaries } from './log-summaries.ts'
import { NameNumbers } from './name-numbers.ts'
import { NamesById } from './names-by-id.ts'
import { openForReading, storeTooNew } from './open-database.ts'
import { PathIndexes } from './path-index.ts'
import { PurgeMarks } from './purge-marks.ts'
import { SegmentReader } from './segment-reader.ts'
import { StatementCache } from './statement-cache.ts'
import { type FileIdentity, fileIdentity, sizeOfSameFile, whyNotWritable } from './store-file.ts'
import { StreamFinder } from './stream-finder.ts'
import { StreamList } from './stream-list.ts'
import { StreamNumbers } from './stream-numbers.ts'
import { ViewResolver } from './view-resolver.ts'
import { ViewRows } from './view-rows.ts'
import { WatchedFile } from './watched-file.ts'
import { WatchedLog } from './watched-log.ts'
import { WordIndex } from './word-index.ts'

/** How much of the store SQLite keeps in memory: the inner pages of its trees at ten million events. */
const CACHE_KIB = 32 * 1024

export interface OpenedStore {
  readonly file: FileIdentity
  readonly schemaVersion: number
  /** See {@link whyNotWritable}. */
  readonly whyNotWritable: string
}

export type StoreReader = ReturnType<typeof openStoreReader>

/**
 * All that is asked of a store without writing. Every answer takes a slice of time at most and holds no transaction open
 * after it; where there may be more, it says so and is asked again.
 */
export function openStoreReader(path: string, file: FileIdentity = fileIdentity(path)) {
  sizeOfSameFile(path, file)
  const database = openForReading(path)
  database.pragma(`cache_size = -${CACHE_KIB}`)
  const { log, indexes, views, summaries, streams, finder, effects } = openParts(database, path)
  const purges = new PurgeMarks(database)
  const watched = new WatchedLog(path, new WatchedFile(path, file, database), database)

  return {
    opened: (): OpenedStore => ({
      file,
      schemaVersion: userVersion(database),
      whyNotWritable: whyNotWritable(path),
    }),
    head: () => watched.head(),
    readLog: (read: LogRead) => log.readLog(read),
    readStream: (read: StreamRead) => log.readStream(read),
    eventAt: (at: Position) => {
      const event = log.eventAt(at)
      return event && { event, purged: purges.markAt(at) }
    },
    eventById: (id: EventId) => log.eventById(id),
    eventInStream: (stream: StreamName, version: StreamVersion) => log.eventInStream(stream, version),
    effectsOf: (id: EventId, limit: number) => effects.effectsOf(id, limit),
    correlated: (id: string, after: Position, limit: number) => effects.correlated(id, after, limit),
    rows: (view: EventFilter, fromRow: number, limit: number) => views.rows(view, fromRow, limit),
    rowAt: (view: EventFilter, at: Position) => views.rowAt(view, at),
    summary: () => summaries.summary(),
    categories: () => summaries.categories(),
    types: () => summaries.types(),
    streams: (query: StreamsQuery) => streams.page(query),
    findStreams: (text: string, limit: number) => finder.find(text, limit),
    positionAtTime: (atUs: number) => summaries.positionAtTime(atUs),
    histogram: (query: HistogramQuery) => summaries.histogram(query),
    positionHistogram: (query: PositionHistogramQuery) => summaries.positionHistogram(query),
    searchIndexes: () => indexes.list(),
    estimateSearchIndex: (name: SearchIndexName) => estimateIndex(database, name),
    close: () => {
      database.close()
    },
  }
}

/** @throws EpochError `store-unknown-schema` or `store-too-new` where the tables are not those that Epoch reads */
function openParts(database: Database.Database, path: string) {
  try {
    const version = userVersion(database)
    const segments = new SegmentReader(database, version)
    const [links, streams] = [new LinkFinder(database, version), new StreamNumbers(database)]
    const indexes = new IndexedReads(database)
    const types = new NameNumbers(database, 'types')
    const categories = new NameNumbers(database, 'categories')
    const positionOf = eventPositions(database)
    const views = new ViewResolver({
      segments,
      statements: new StatementCache(database),
      numbers: { types, categories, streamNumbers: (names) => streams.numbers(names) },
      streams,
      links,
      words: new WordIndex(database, indexes),
      paths: new PathIndexes(database, indexes),
      positionOf,
    })
    const names = new NamesById(database)
    const [rows, pages] = [new EventRows(database, names), new EventPages(database, names)]
    const search = new EventSearch(pages)
    const log = new LogReader(database, { pages, views, search, streams, positionOf })
    return {
      log,
      indexes,
      views: new ViewRows({ log, views, search, segments, streams, rows }),
      summaries: new LogSummaries(database, segments, names),
      streams: new StreamList(database),
      finder: new StreamFinder(database),
      effects: new Effects(database, rows, links),
    }
  } catch (error) {
    const tooNew = userVersion(database) > EPOCH_SCHEMA_VERSION
    database.close()
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_ERROR') throw error
    if (tooNew) throw storeTooNew(path)
    const message = `${path}: its tables are not those of an event store that Epoch made`
    throw new EpochError('store-unknown-schema', message, { path }, { cause: error })
  }
}
