import type Database from 'better-sqlite3'
import { IdConflict } from '../../core/errors.ts'
import {
  type EventId,
  type NewEvent,
  type Position,
  position,
  START,
  type StreamVersion,
  streamVersion,
} from '../../core/event.ts'
import type { ImportedEvent } from '../../core/event-import.ts'
import type { JsonText } from '../../core/json.ts'
import { digestOf, eventChecksum } from './checksum.ts'
import { eventIdBlob } from './event-id-blob.ts'
import { GrowingSegment } from './growing-segment.ts'
import { RecentLinks } from './link-tables.ts'
import { ManyRows } from './many-rows.ts'
import { type StreamHead, StreamHeads } from './stream-heads.ts'
import { type TypeCount, TypeCounts } from './type-counts.ts'

/** Where an event stands. */
export interface EventPlace {
  readonly position: Position
  readonly streamId: number
  readonly version: StreamVersion
}

const EVENT_COLUMNS = 11

type EventValues = [
  position: number,
  streamId: number,
  version: number,
  typeId: number,
  schemaVersion: number,
  createdAtUs: number,
  logTimeUs: number,
  eventId: Buffer,
  checksum: Buffer,
  data: JsonText,
  metadata: JsonText,
]

interface NextEvent {
  readonly at: Position
  readonly stream: StreamHead
  readonly type: TypeCount
  readonly row: EventValues
}

/**
 * Writes events inside one write transaction at a time, which the caller begins and ends. What it keeps in memory between
 * transactions is dropped when another connection has committed, and must be dropped with {@link forget} after a roll-back.
 */
export class EventInserter {
  readonly streams: StreamHeads
  readonly #types: TypeCounts
  readonly #links: RecentLinks
  readonly #rows: ManyRows
  readonly #segment: GrowingSegment
  readonly #statements: ReturnType<typeof prepareStatements>
  #head = START
  #logTimeUs = Number.MIN_SAFE_INTEGER
  #dataVersion: number | undefined

  constructor(database: Database.Database) {
    this.#links = new RecentLinks(database)
    this.#rows = new ManyRows(database, 'events', EVENT_COLUMNS)
    this.#types = new TypeCounts(database)
    this.#segment = new GrowingSegment(database)
    this.streams = new StreamHeads(database)
    this.#statements = prepareStatements(database)
  }

  /** The store's, with what the transaction under way has written. */
  get head(): Position {
    return this.#head
  }

  /** Call first in each transaction. */
  begin(): void {
    const dataVersion = this.#statements.dataVersion.get()
    if (dataVersion !== this.#dataVersion) this.#lookAgain()
    this.#dataVersion = dataVersion
    this.streams.begin()
  }

  placeOf(id: EventId): EventPlace | undefined {
    const row = this.#statements.place.get(eventIdBlob(id))
    return row && { position: position(row[0]), streamId: row[1], version: streamVersion(row[2]) }
  }

  /** Whether the event at a position is this one in every member but its place in the store, and but for a time that is made. */
  isAt({ position: at, streamId }: EventPlace, event: ImportedEvent): boolean {
    const row = this.#statements.content.get(at)
    if (row === undefined || this.streams.headOf(event.stream).id !== streamId) return false
    const [typeId, schemaVersion, createdAtUs, data, metadata] = row
    return (
      this.#types.typeOf(event.type).id === typeId &&
      schemaVersion === event.schemaVersion &&
      (event.timeIsMade === true || createdAtUs === event.createdAtUs) &&
      this.#hasPayload(at, data, metadata, event)
    )
  }

  /** Of an event that was purged, digests say what it had. */
  #hasPayload(at: Position, data: string, metadata: string, event: NewEvent): boolean {
    const purged = this.#statements.purged.get(at)
    if (purged === undefined) return data === event.data && metadata === event.metadata
    return purged[0] === digestOf(event.data) && purged[1] === digestOf(event.metadata)
  }

  /** Puts the event at the store's and its stream's end. @returns where; nothing, and nothing is written, when its id is taken */
  insert(event: NewEvent): Position | undefined {
    const next = this.#next(event)
    if (this.#statements.insert.run(...next.row).changes === 0) return undefined
    this.#take(next)
    return next.at
  }

  /**
   * {@link insert} for several events, which is quicker. @returns where the last one is
   *
   * @throws IdConflict when an id is taken: part of it may be written, so all must be rolled back
   */
  insertAll(events: readonly NewEvent[]): Position {
    const head = this.#head
    try {
      for (const event of events) {
        const next = this.#next(event)
        this.#take(next)
        this.#rows.add(next.row)
      }
      this.#rows.flush()
      return this.#head
    } catch (error) {
      const taken = events.find(({ id }) => (this.placeOf(id)?.position ?? head + 1) <= head)
      throw taken === undefined ? error : new IdConflict(taken.id)
    }
  }

  /** Call last in each transaction: writes the counts. @returns the store's head */
  end(): Position {
    this.#links.write()
    this.streams.write()
    this.#types.write()
    return this.#head
  }

  /** Call after a roll-back. */
  forget(): void {
    this.#segment.forget()
    this.#links.forget()
    this.#rows.forget()
    this.#dataVersion = undefined
  }

  /** What an event is when it comes next. */
  #next(event: NewEvent): NextEvent {
    const stream = this.streams.headOf(event.stream)
    const type = this.#types.typeOf(event.type)
    const at = position(this.#head + 1)
    const version = streamVersion(stream.version + 1)
    const { id, schemaVersion, createdAtUs, data, metadata } = event
    const logTimeUs = Math.max(this.#logTimeUs, createdAtUs)
    const header = { position: at, stream: stream.name, version, id, type: type.name, schemaVersion, createdAtUs }
    const checksum = eventChecksum(header, digestOf(data), digestOf(metadata))
    return {
      at,
      stream,
      type,
      row: [
        at,
        stream.id,
        version,
        type.id,
        schemaVersion,
        createdAtUs,
        logTimeUs,
        eventIdBlob(id),
        checksum,
        data,
        metadata,
      ],
    }
  }

  /** Counts the event that came next. */
  #take({ at, stream, type, row }: NextEvent): void {
    const [, , , , , createdAtUs, logTimeUs, , checksum, , metadata] = row
    this.#head = at
    this.#logTimeUs = logTimeUs
    this.streams.advance(stream, at)
    this.#types.count(type)
    if (metadata.length > 2) this.#links.add(at, metadata)
    this.#segment.add(at, type.id, stream.category.id, createdAtUs, checksum)
  }

  /** Others may have committed; unless they have appended, what is in memory holds. */
  #lookAgain(): void {
    const [head, logTimeUs] = this.#statements.last.get() ?? [START, Number.MIN_SAFE_INTEGER]
    if (this.#dataVersion !== undefined && head === this.#head && this.#segment.holds(head)) return
    this.#head = position(head)
    this.#logTimeUs = logTimeUs
    this.streams.forget()
    this.#types.forget()
    this.#segment.catchUp(head)
  }
}

function prepareStatements(database: Database.Database) {
  return {
    dataVersion: database.prepare<[], number>('PRAGMA data_version').pluck(),
    last: database
      .prepare<[], [number, number]>('SELECT position, log_time_us FROM events ORDER BY position DESC LIMIT 1')
      .raw(),
    place: database
      .prepare<[Buffer], [number, number, number]>('SELECT position, stream_id, version FROM events WHERE event_id = ?')
      .raw(),
    content: database
      .prepare<[number], [number, number, number, string, string]>(
        'SELECT type_id, schema_version, created_at_us, data, metadata FROM events WHERE position = ?',
      )
      .raw(),
    purged: database
      .prepare<[number], [string, string]>(
        'SELECT lower(hex(data_digest)), lower(hex(metadata_digest)) FROM purges WHERE position = ?',
      )
      .raw(),
    insert: database.prepare<EventValues>(
      'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(event_id) DO NOTHING',
    ),
  }
}
