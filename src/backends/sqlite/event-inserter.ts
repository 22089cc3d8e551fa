import type Database from 'better-sqlite3'
import {
  type EventId,
  type NewEvent,
  type Position,
  position,
  type StreamVersion,
  streamVersion,
} from '../../core/event.ts'
import { digestOf, eventChecksum, NO_SEAL, nextSeal, SEAL_EVENTS } from './checksum.ts'
import { eventIdBlob } from './event-id-blob.ts'
import { directLinks, type LinkTables } from './link-tables.ts'
import { StreamHeads } from './stream-heads.ts'
import { TypeCounts } from './type-counts.ts'

/** Where an event stands. */
export interface EventPlace {
  readonly position: Position
  readonly streamId: number
  readonly version: StreamVersion
}

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
  data: string,
  metadata: string,
]

/**
 * Writes events inside one write transaction at a time, which the caller begins and ends. What it keeps in memory between
 * transactions is dropped when another connection has committed, and must be dropped with {@link forget} after a roll-back.
 */
export class EventInserter {
  readonly streams: StreamHeads
  readonly #database: Database.Database
  readonly #types: TypeCounts
  readonly #links: LinkTables
  readonly #statements: ReturnType<typeof prepareStatements>
  #head = 0
  #logTimeUs = Number.MIN_SAFE_INTEGER
  #dataVersion: unknown

  constructor(database: Database.Database, links: LinkTables = directLinks(database)) {
    this.#database = database
    this.#links = links
    this.#types = new TypeCounts(database)
    this.streams = new StreamHeads(database)
    this.#statements = prepareStatements(database)
  }

  /** Call first in each transaction. */
  begin(): void {
    const dataVersion = this.#database.pragma('data_version', { simple: true })
    if (dataVersion !== this.#dataVersion) this.forget()
    this.#dataVersion = dataVersion
    this.streams.begin()
    const last = this.#statements.last.get()
    this.#head = last?.[0] ?? 0
    this.#logTimeUs = last?.[1] ?? Number.MIN_SAFE_INTEGER
  }

  placeOf(id: EventId): EventPlace | undefined {
    const row = this.#statements.place.get(eventIdBlob(id))
    return row && { position: position(row[0]), streamId: row[1], version: streamVersion(row[2]) }
  }

  /** Whether the event at a position is this one in every member but its place in the store. */
  isAt({ position: at, streamId }: EventPlace, event: NewEvent): boolean {
    const row = this.#statements.content.get(at)
    if (row === undefined || this.streams.headOf(event.stream).id !== streamId) return false
    const [typeId, schemaVersion, createdAtUs, data, metadata] = row
    return (
      this.#types.typeOf(event.type).id === typeId &&
      schemaVersion === event.schemaVersion &&
      createdAtUs === event.createdAtUs &&
      data === event.data &&
      metadata === event.metadata
    )
  }

  /** Puts the event at the store's and its stream's end. @returns where; nothing, and nothing is written, when its id is taken */
  insert(event: NewEvent): Position | undefined {
    const stream = this.streams.headOf(event.stream)
    const type = this.#types.typeOf(event.type)
    const at = position(this.#head + 1)
    const version = streamVersion(stream.version + 1)
    const logTimeUs = Math.max(this.#logTimeUs, event.createdAtUs)
    const { id, schemaVersion, createdAtUs, data, metadata } = event
    const header = { position: at, stream: stream.name, version, id, type: type.name, schemaVersion, createdAtUs }
    const { changes } = this.#statements.insert.run(
      at,
      stream.id,
      version,
      type.id,
      schemaVersion,
      createdAtUs,
      logTimeUs,
      eventIdBlob(id),
      eventChecksum(header, digestOf(data), digestOf(metadata)),
      data,
      metadata,
    )
    if (changes === 0) return undefined
    this.#head = at
    this.#logTimeUs = logTimeUs
    this.streams.advance(stream, at)
    this.#types.count(type)
    if (metadata.length > 2) this.#links.add(at, metadata)
    if (at % SEAL_EVENTS === 0) this.#seal(at)
    return at
  }

  /** Call last in each transaction: writes the counts. @returns the store's head */
  end(): Position {
    this.streams.write()
    this.#types.write()
    return position(this.#head)
  }

  forget(): void {
    this.streams.forget()
    this.#types.forget()
  }

  #seal(at: Position): void {
    const previous = this.#statements.lastSeal.get() ?? NO_SEAL
    const checksums = this.#statements.checksums.all(at - SEAL_EVENTS, at)
    this.#statements.seal.run(at, nextSeal(previous, checksums))
  }
}

function prepareStatements(database: Database.Database) {
  return {
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
    insert: database.prepare<EventValues>(
      'INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(event_id) DO NOTHING',
    ),
    lastSeal: database.prepare<[], Buffer>('SELECT seal FROM seals ORDER BY position DESC LIMIT 1').pluck(),
    checksums: database
      .prepare<[number, number], Buffer>(
        'SELECT checksum FROM events WHERE position > ? AND position <= ? ORDER BY position',
      )
      .pluck(),
    seal: database.prepare<[number, Buffer]>('INSERT INTO seals VALUES (?, ?)'),
  }
}
