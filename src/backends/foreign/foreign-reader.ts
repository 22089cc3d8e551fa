import type Database from 'better-sqlite3'
import { type Event, position, streamName, streamVersion } from '../../core/event.ts'
import { EVERYTHING, isEverything, matcherOf } from '../../core/event-filter.ts'
import { PAGE_BYTES, PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { JsonText } from '../../core/json.ts'
import { previewOf } from '../../core/log-index.ts'
import type { EventOfRow, RowEvent } from './event-of-row.ts'
import type {
  EventsPart,
  ForeignCalls,
  ForeignDetail,
  ForeignRowTuple,
  ForeignTuple,
  PackedHeaders,
  ReadLogInput,
  ReadStreamInput,
  StreamPlace,
} from './foreign-contract.ts'
import type { Selection } from './foreign-row.ts'
import { GrowingHeaders } from './growing-headers.ts'
import type { FoundRow, LogRows } from './log-rows.ts'
import type { OwnFields } from './own-fields.ts'
import type { LogPlaces } from './surroundings.ts'

/** Longest that a part may keep a read transaction open. */
const MOST_MS = 200

const MOST_HEADERS = 5000
const MOST_ROWS = 1000

/** Reads the events of one foreign database in parts that each are quick. */
export class ForeignReader {
  readonly #database: Database.Database
  readonly #log: LogRows
  readonly #events: EventOfRow
  readonly #own: OwnFields

  constructor(database: Database.Database, log: LogRows, events: EventOfRow, own: OwnFields) {
    this.#database = database
    this.#log = log
    this.#events = events
    this.#own = own
  }

  /** The last position; 0 when there is none. */
  head(): number {
    return this.#log.head()
  }

  /** Takes note of what other programs have committed. */
  moveOn(beat: () => void): void {
    this.#log.moveOn(beat)
  }

  /** The event at a position without what it carries, as one text; '' where there is none. */
  headerAt(at: number): string {
    const read = { after: at - 1, upTo: at, direction: 'forwards', filter: EVERYTHING, limit: 1 } as const
    const [event] = this.readLog(read).events
    return event === undefined ? '' : JSON.stringify(event.slice(0, -2))
  }

  readLog({ after, upTo, direction, filter, limit }: ReadLogInput): EventsPart<number> {
    const [low, high] = direction === 'forwards' ? [after + 1, upTo] : [upTo, after - 1]
    const rows = this.#log.between(Math.max(1, low), Math.min(high, Number.MAX_SAFE_INTEGER), direction, 'event')
    const matches = matcherOf(filter)
    const fits = isEverything(filter) ? () => true : (event: ForeignTuple) => matches(eventOfTuple(event))
    return this.#atOnce(() => this.#part(rows, limit, fits, ([at]) => at))
  }

  /** Rows whose version is no whole number are not part of their stream. */
  readStream({ stream, after, direction, limit }: ReadStreamInput): EventsPart<StreamPlace> {
    const rows = this.#log.inStream(streamName(stream), after, direction, 'event')
    const all = (): boolean => true
    return this.#atOnce(() => this.#part(rows, limit, all, (event) => ({ version: event[2], position: event[0] })))
  }

  readHeaders({ after, upTo }: ForeignCalls['readHeaders']['input']): { headers: PackedHeaders; next?: number } {
    return this.#atOnce(() => this.#headers(after, upTo))
  }

  #headers(after: number, upTo: number): { headers: PackedHeaders; next?: number } {
    const headers = new GrowingHeaders(MOST_HEADERS)
    const endMs = performance.now() + MOST_MS
    for (const found of this.#log.between(after + 1, upTo, 'forwards', 'header')) {
      headers.add(this.#eventOf(found, 'header').event)
      if (headers.isFull || performance.now() > endMs) return { headers: headers.packed(), next: found.place.position }
    }
    return { headers: headers.packed() }
  }

  /** Those that are not there are left out. */
  readRows(positions: readonly number[], beat: () => void): ForeignRowTuple[] {
    return this.#atOnce(() => this.#rows(this.#foundAt(positions), MOST_ROWS, beat))
  }

  *#foundAt(positions: readonly number[]): Iterable<FoundRow> {
    for (const at of positions) {
      const found = this.#log.rowAt(at, 'row')
      if (found !== undefined) yield found
    }
  }

  readDetail(input: ForeignCalls['readDetail']['input']): ForeignDetail | undefined {
    return this.#atOnce(() => {
      const found = 'position' in input ? this.#log.rowAt(input.position, 'event') : this.#firstInStream(input)
      return found && { ...this.#eventOf(found, 'event'), own: this.#own.at(found.place.position) }
    })
  }

  countUpTo(at: number, beat: () => void): number {
    return this.#log.countUpTo(at, beat)
  }

  /** Row `fromRow` and those after it, at most `limit`, by their number in the whole log. */
  readRowsFrom({ fromRow, limit }: ForeignCalls['readRowsFrom']['input'], beat: () => void): ForeignRowTuple[] {
    const first = this.#log.positionOfRow(Math.max(1, fromRow), beat)
    if (first === undefined) return []
    const found = this.#log.between(first, Number.MAX_SAFE_INTEGER, 'forwards', 'row')
    return this.#atOnce(() => this.#rows(found, Math.min(limit, MOST_ROWS), beat))
  }

  /** What the log says of a place in it to those who read what stands beside it. */
  places(beat: () => void): LogPlaces {
    const log = this.#log
    return {
      positionAt: (order) => log.positionAtOrder(order),
      countAfter: (at) => log.countUpTo(log.head(), beat) - log.countUpTo(at, beat),
      isBeyond: (order) => order > log.lastOrder(),
    }
  }

  /** Large payloads may make few rows take long. */
  #rows(found: Iterable<FoundRow>, limit: number, beat: () => void): ForeignRowTuple[] {
    const rows: ForeignRowTuple[] = []
    let beatMs = performance.now()
    for (const one of found) {
      if (rows.length >= limit) break
      rows.push(rowOf(this.#eventOf(one, 'row')))
      if (performance.now() < beatMs + MOST_MS) continue
      beat()
      beatMs = performance.now()
    }
    return rows
  }

  /** All of a part as one commit left it. */
  #atOnce<Output>(read: () => Output): Output {
    this.#database.exec('BEGIN')
    try {
      return read()
    } finally {
      this.#database.exec('COMMIT')
    }
  }

  #firstInStream({ stream, version }: { stream: string; version: number }): FoundRow | undefined {
    const after = { version: version - 1, position: Number.MAX_SAFE_INTEGER }
    for (const found of this.#log.inStream(streamName(stream), after, 'forwards', 'event'))
      return this.#eventOf(found, 'event').event[2] === version ? found : undefined
    return undefined
  }

  #part<Place>(
    rows: Iterable<FoundRow>,
    limit: number,
    fits: (event: ForeignTuple) => boolean,
    placeOf: (event: ForeignTuple) => Place,
  ): EventsPart<Place> {
    const events: ForeignTuple[] = []
    const endMs = performance.now() + MOST_MS
    let bytes = 0
    let last: ForeignTuple | undefined
    for (const found of rows) {
      const { event } = this.#eventOf(found, 'event')
      if (fits(event)) {
        bytes += Buffer.byteLength(event[6]) + Buffer.byteLength(event[7])
        const full = events.length === PAGE_EVENTS || (events.length > 0 && bytes > PAGE_BYTES)
        if (full && last !== undefined) return { events, next: placeOf(last) }
        events.push(event)
        if (events.length === limit) return { events }
        // The next would not fit in any more: it is not read for nothing.
        if (bytes >= PAGE_BYTES) return { events, next: placeOf(event) }
      }
      last = event
      if (performance.now() > endMs) return { events, next: placeOf(event) }
    }
    return { events }
  }

  #eventOf({ place, row }: FoundRow, selection: Exclude<Selection, 'care'>): RowEvent {
    return this.#events.plain(row, place, selection) ?? this.#readWithCare(place.position)
  }

  #readWithCare(at: number): RowEvent {
    const found = this.#log.rowAt(at, 'care')
    if (found === undefined) throw new Error(`there is no row ${at} inside its own read`)
    return this.#events.withCare(found.row, found.place)
  }
}

function rowOf({ event: [at, stream, version, id, type, createdAtUs, data], mark }: RowEvent): ForeignRowTuple {
  return [at, stream, version, id, type, createdAtUs, previewOf(data), mark]
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
