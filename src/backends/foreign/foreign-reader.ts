import type Database from 'better-sqlite3'
import { type Event, position, streamName, streamVersion } from '../../core/event.ts'
import { EVERYTHING, isEverything, matcherOf } from '../../core/event-filter.ts'
import { PAGE_BYTES, PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { JsonText } from '../../core/json.ts'
import type { EventsPart, ForeignTuple, ReadLogInput, ReadStreamInput, StreamPlace } from './foreign-contract.ts'
import type { ForeignKind } from './foreign-kind.ts'
import {
  eventOfRow,
  eventOfText,
  type ForeignRow,
  quoted,
  rowExpressions,
  type TextRow,
  textExpressions,
  versionExpression,
} from './foreign-row.ts'
import { type DecodeText, mayStandForAnother, nameOf, textDecoder } from './stored-text.ts'

/** Longest that a part may keep a read transaction open. */
const MOST_MS = 200

const LAST_POSITION = BigInt(Number.MAX_SAFE_INTEGER)

/** Reads the events of one foreign database by a few fixed statements, in parts that each are quick. */
export class ForeignReader {
  readonly #database: Database.Database
  readonly #kind: ForeignKind
  readonly #decode: DecodeText
  readonly #events: string

  constructor(database: Database.Database, kind: ForeignKind) {
    this.#database = database
    this.#kind = kind
    this.#decode = textDecoder(String(database.pragma('encoding', { simple: true })))
    this.#events = `FROM ${quoted(kind.table)} WHERE (${kind.rowsThatAreEvents})`
  }

  /** The last position; 0 when there is none. */
  head(): number {
    const position = quoted(this.#kind.columns.position)
    const last = this.#database
      .prepare<[bigint], bigint>(
        `SELECT ${position} ${this.#events} AND ${position} BETWEEN 1 AND ? ORDER BY ${position} DESC LIMIT 1`,
      )
      .pluck()
      .get(LAST_POSITION)
    return Number(last ?? 0n)
  }

  /** The event at a position without what it carries, as one text; nothing where there is none. */
  headerAt(at: number): string | undefined {
    const read = { after: at - 1, upTo: at, direction: 'forwards', filter: EVERYTHING, limit: 1 } as const
    const [event] = this.readLog(read).events
    return event && JSON.stringify(event.slice(0, -2))
  }

  /** How many rows have no position that Epoch can hold: below 1 or beyond 2^53 - 1. They are left out. */
  rowsOutside(): number {
    const position = quoted(this.#kind.columns.position)
    const count = this.#database
      .prepare<[bigint], bigint>(
        `SELECT (SELECT count(*) FROM ${quoted(this.#kind.table)} WHERE ${position} < 1)
          + (SELECT count(*) FROM ${quoted(this.#kind.table)} WHERE ${position} > ?)`,
      )
      .pluck()
      .get(LAST_POSITION)
    return Number(count ?? 0n)
  }

  readLog({ after, upTo, direction, filter, limit }: ReadLogInput): EventsPart<number> {
    const column = quoted(this.#kind.columns.position)
    const [low, high] = direction === 'forwards' ? [after + 1, upTo] : [upTo, after - 1]
    const rows = this.#database
      .prepare<[bigint, bigint], TextRow>(
        `SELECT ${textExpressions(this.#kind)} ${this.#events} AND ${column} BETWEEN ? AND ?
          ORDER BY ${column} ${sqlOrder(direction)}`,
      )
      .raw()
      .iterate(BigInt(Math.max(1, low)), BigInt(Math.min(high, Number.MAX_SAFE_INTEGER)))
    const fits = matcherOf(filter)
    return this.#part(
      rows,
      limit,
      isEverything(filter) ? () => true : (event) => fits(eventOfTuple(event)),
      ([at]) => at,
    )
  }

  /** Rows whose version is no whole number are not part of their stream. */
  readStream({ stream, after, direction, limit }: ReadStreamInput): EventsPart<StreamPlace> {
    const { columns, firstVersion } = this.#kind
    const version = quoted(columns.version)
    const place = `(${version}, ${quoted(columns.position)})`
    const statement = this.#database
      .prepare<[string | Buffer, bigint, bigint, bigint], TextRow>(
        `SELECT ${textExpressions(this.#kind)} ${this.#events} AND ${quoted(columns.stream)} = ?
          AND ${versionExpression(this.#kind)} IS NOT NULL AND ${quoted(columns.position)} BETWEEN 1 AND ?
          AND ${place} ${direction === 'forwards' ? '>' : '<'} (?, ?)
          ORDER BY ${version} ${sqlOrder(direction)}, ${quoted(columns.position)} ${sqlOrder(direction)}`,
      )
      .raw()
    const stored = mayStandForAnother(stream) ? this.#storedName(stream) : stream
    const rows = statement.iterate(
      stored,
      LAST_POSITION,
      BigInt(after.version + firstVersion - 1),
      BigInt(after.position),
    )
    return this.#part(
      rows,
      limit,
      () => true,
      (event) => ({ version: event[2], position: event[0] }),
    )
  }

  #part<Place>(
    rows: IterableIterator<TextRow>,
    limit: number,
    fits: (event: ForeignTuple) => boolean,
    placeOf: (event: ForeignTuple) => Place,
  ): EventsPart<Place> {
    const events: ForeignTuple[] = []
    const endMs = performance.now() + MOST_MS
    let bytes = 0
    let last: ForeignTuple | undefined
    for (const row of rows) {
      const event = eventOfText(row, this.#kind) ?? this.#readWithCare(row[0])
      if (fits(event)) {
        bytes += Buffer.byteLength(event[6]) + Buffer.byteLength(event[7])
        const full = events.length === PAGE_EVENTS || (events.length > 0 && bytes > PAGE_BYTES)
        if (full && last !== undefined) return { events, next: placeOf(last) }
        events.push(event)
        if (events.length === limit) return { events }
      }
      last = event
      if (performance.now() > endMs) return { events, next: placeOf(event) }
    }
    return { events }
  }

  #readWithCare(position: bigint): ForeignTuple {
    const row = this.#database
      .prepare<[bigint], ForeignRow>(
        `SELECT ${rowExpressions(this.#kind)} FROM ${quoted(this.#kind.table)} WHERE ${quoted(this.#kind.columns.position)} = ?`,
      )
      .raw()
      .get(position)
    if (row === undefined) throw new Error(`there is no row ${position} inside its own read`)
    return eventOfRow(row, this.#kind, this.#decode)
  }

  /** What is stored for a name that Epoch made up; the name itself when nothing is. */
  #storedName(stream: string): string | Buffer {
    const column = quoted(this.#kind.columns.stream)
    const names = this.#database
      .prepare<[], [string, bigint, Buffer]>(
        `SELECT DISTINCT typeof(${column}), octet_length(${column}), CAST(${column} AS BLOB)
          FROM ${quoted(this.#kind.table)} WHERE octet_length(${column}) <= 4096`,
      )
      .raw()
      .iterate()
    for (const [type, bytes, content] of names) {
      const value = { type, bytes: Number(bytes), content }
      if (nameOf(value, this.#decode, streamName) !== stream) continue
      return type === 'text' ? (this.#decode(content) ?? content) : content
    }
    return stream
  }
}

function eventOfTuple([at, stream, version, id, type, createdAtUs, data, metadata]: ForeignTuple): Event {
  return {
    position: position(at),
    stream,
    version: streamVersion(version),
    id,
    type,
    schemaVersion: 1,
    createdAtUs,
    data: data as JsonText,
    metadata: metadata as JsonText,
  }
}

function sqlOrder(direction: 'forwards' | 'backwards'): string {
  return direction === 'forwards' ? 'ASC' : 'DESC'
}
