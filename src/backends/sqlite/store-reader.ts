import Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { EventId, Position, StreamName, StreamVersion } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { HistogramQuery, StreamsQuery } from '../../core/log-index.ts'
import { Effects } from './effects.ts'
import { EPOCH_SCHEMA_VERSION, userVersion } from './epoch-schema.ts'
import { EventPages } from './event-pages.ts'
import { EventRows } from './event-rows.ts'
import { type LogRead, LogReader, type StreamRead } from './log-reader.ts'
import { LogSummaries } from './log-summaries.ts'
import { NamesById } from './names-by-id.ts'
import { openForReading, storeTooNew } from './open-database.ts'
import { type FileIdentity, fileIdentity, sizeOfSameFile, whyNotWritable } from './store-file.ts'
import { StreamList } from './stream-list.ts'
import { ViewRows } from './view-rows.ts'
import { ViewSearch } from './view-search.ts'

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
  let size = sizeOfSameFile(path, file)
  const database = openForReading(path)
  const { log, views, summaries, streams, effects } = openParts(database, path)
  let dataVersion: unknown
  let head = log.head()

  /** The head, after a look at whether the file is still the one that was opened. */
  function refresh(): Position {
    const sizeNow = sizeOfSameFile(path, file)
    if (sizeNow < size) throw storeWentBack(path)
    size = sizeNow
    const dataVersionNow = database.pragma('data_version', { simple: true })
    if (dataVersionNow === dataVersion) return head
    const headNow = log.head()
    if (headNow < head) throw storeWentBack(path)
    dataVersion = dataVersionNow
    head = headNow
    return head
  }

  return {
    opened: (): OpenedStore => ({
      file,
      schemaVersion: userVersion(database),
      whyNotWritable: whyNotWritable(path),
    }),
    refresh,
    head: () => log.head(),
    readLog: (read: LogRead) => log.readLog(read),
    readStream: (read: StreamRead) => log.readStream(read),
    eventAt: (at: Position) => log.eventAt(at),
    eventById: (id: EventId) => log.eventById(id),
    eventInStream: (stream: StreamName, version: StreamVersion) => log.eventInStream(stream, version),
    effectsOf: (id: EventId, limit: number) => effects.effectsOf(id, limit),
    rows: (view: EventFilter, fromRow: number, limit: number) => views.rows(view, fromRow, limit),
    rowAt: (view: EventFilter, at: Position) => views.rowAt(view, at),
    summary: () => summaries.summary(),
    categories: () => summaries.categories(),
    types: () => summaries.types(),
    streams: (query: StreamsQuery) => streams.page(query),
    positionAtTime: (atUs: number) => summaries.positionAtTime(atUs),
    histogram: (query: HistogramQuery) => summaries.histogram(query),
    close: () => {
      database.close()
    },
  }
}

/** @throws EpochError `store-unknown-schema` or `store-too-new` where the tables are not those that Epoch reads */
function openParts(database: Database.Database, path: string) {
  try {
    const names = new NamesById(database)
    const search = new ViewSearch(database)
    const rows = new EventRows(database, names)
    const log = new LogReader(database, new EventPages(database, names), search)
    const views = new ViewRows(log, search, rows)
    const [summaries, streams] = [new LogSummaries(database), new StreamList(database)]
    return { log, views, summaries, streams, effects: new Effects(database, rows) }
  } catch (error) {
    const tooNew = userVersion(database) > EPOCH_SCHEMA_VERSION
    database.close()
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_ERROR') throw error
    if (tooNew) throw storeTooNew(path)
    const message = `${path}: its tables are not those of an event store that Epoch made`
    throw new EpochError('store-unknown-schema', message, { path }, { cause: error })
  }
}

function storeWentBack(path: string): EpochError {
  return new EpochError('store-gone', `${path}: the file has lost events; something else wrote over it`, { path })
}
