import type Database from 'better-sqlite3'
import { OpenSegment } from './open-segment.ts'
import { RecentMap } from './recent-map.ts'
import { decodeColumn, encodeColumn, encodeCounts, SEGMENT_EVENTS, type SegmentColumn } from './segment.ts'
import { SegmentCounts } from './segment-counts.ts'

/** The first version of the schema that keeps segments. */
const FIRST_VERSION = 2

const MOST_COLUMN_BYTES = 64 * 1024 * 1024
const MOST_TIME_BYTES = 16 * 1024 * 1024

/** How many segments' counts one statement reads. */
const COUNTS_AT_ONCE = 250

export interface SegmentColumns {
  readonly types: SegmentColumn
  readonly categories: SegmentColumn
}

type CountValues = [segment: number, leastUs: number, greatestUs: number, types: Buffer, categories: Buffer]
type EventValues = [position: number, typeId: number, categoryId: number, createdAtUs: number]

/**
 * What the events of each thousand positions are, without reading their payloads: as the store keeps it, and for what it keeps nothing of (the
 * events after the last whole segment, or all of an older store) as read from the events. Counts stay in memory, columns are kept while used.
 */
export class SegmentReader {
  readonly types = new SegmentCounts()
  readonly categories = new SegmentCounts()
  readonly #events: number[] = []
  readonly #leastUs: number[] = []
  readonly #greatestUs: number[] = []
  /** Columns of segments that the store does not keep. */
  readonly #computed = new Map<number, SegmentColumns>()
  readonly #columns = new RecentMap<number, SegmentColumns>(MOST_COLUMN_BYTES, bytesOf)
  readonly #times = new RecentMap<number, Float64Array>(MOST_TIME_BYTES, (times) => times.byteLength)
  readonly #tail = new OpenSegment()
  readonly #statements: ReturnType<typeof prepareStatements>
  readonly #stored: ReturnType<typeof prepareStored> | undefined

  constructor(database: Database.Database, schemaVersion: number) {
    this.#statements = prepareStatements(database)
    this.#stored = schemaVersion < FIRST_VERSION ? undefined : prepareStored(database)
  }

  /** How many whole segments are known. */
  get whole(): number {
    return this.#events.length
  }

  /** The position up to which all is known. */
  get knownTo(): number {
    return this.whole * SEGMENT_EVENTS + this.#tail.length
  }

  /** Whether learning the rest takes little: the store keeps segments, so that no event has to be read. */
  get isStored(): boolean {
    return this.#stored !== undefined
  }

  /** Learns about the events up to the head until it is time to stop, a little at least. */
  learn(head: number, untilMs: number): void {
    while (this.knownTo < head) {
      const whole = Math.floor(head / SEGMENT_EVENTS)
      if (this.whole >= whole || !this.#readStored(whole)) this.#readEvents(head)
      if (performance.now() >= untilMs) return
    }
  }

  /** How many events a segment has: of the one after the last whole one, those known. */
  eventsIn(segment: number): number {
    return this.#events[segment] ?? this.#tail.length
  }

  /** The least and the greatest time of a segment's events; of the one after the last whole one it is not kept. */
  timesIn(segment: number): { readonly leastUs: number; readonly greatestUs: number } {
    return {
      leastUs: this.#leastUs[segment] ?? Number.NEGATIVE_INFINITY,
      greatestUs: this.#greatestUs[segment] ?? Number.POSITIVE_INFINITY,
    }
  }

  /** By place in the segment; 0 where no event is known. */
  columnsOf(segment: number): SegmentColumns {
    if (segment >= this.whole) return this.#tail
    return this.#computed.get(segment) ?? this.#columns.get(segment, () => this.#readColumns(segment))
  }

  /** The time of each event by its place in the segment. */
  timesUsOf(segment: number): Float64Array {
    return segment >= this.whole ? this.#tail.timesUs : this.#times.get(segment, () => this.#readTimes(segment))
  }

  /** @returns whether there were any */
  #readStored(whole: number): boolean {
    const rows = this.#stored?.counts.all(this.whole, whole, COUNTS_AT_ONCE) ?? []
    let found = false
    for (const [segment, leastUs, greatestUs, types, categories] of rows) {
      if (segment !== this.whole) break
      this.#add(leastUs, greatestUs, types, categories)
      this.#tail.clear()
      found = true
    }
    return found
  }

  #readEvents(head: number): void {
    const end = Math.min(head, (this.whole + 1) * SEGMENT_EVENTS)
    for (const values of this.#statements.events.all(this.knownTo, end)) this.#tail.set(...values)
    this.#tail.length = end - this.whole * SEGMENT_EVENTS
    if (this.#tail.length === SEGMENT_EVENTS) this.#closeTail()
  }

  #closeTail(): void {
    const { types, categories, timesUs } = this.#tail
    const known = timesUs.filter((_, place) => types[place] !== 0)
    const columns = { types: decodeColumn(encodeColumn(types)), categories: decodeColumn(encodeColumn(categories)) }
    this.#computed.set(this.whole, columns)
    this.#add(Math.min(...known), Math.max(...known), encodeCounts(types), encodeCounts(categories))
    this.#tail.clear()
  }

  #add(leastUs: number, greatestUs: number, types: Uint8Array, categories: Uint8Array): void {
    this.types.add(types)
    this.categories.add(categories)
    this.#leastUs.push(leastUs)
    this.#greatestUs.push(greatestUs)
    this.#events.push(this.types.sum(this.whole, () => true))
  }

  #readColumns(segment: number): SegmentColumns {
    const [types, categories] = this.#stored?.columns.get(segment) ?? []
    if (types !== undefined && categories !== undefined)
      return { types: decodeColumn(types), categories: decodeColumn(categories) }
    const read = new OpenSegment()
    const first = segment * SEGMENT_EVENTS
    for (const values of this.#statements.events.all(first, first + SEGMENT_EVENTS)) read.set(...values)
    return read
  }

  #readTimes(segment: number): Float64Array {
    const timesUs = new Float64Array(SEGMENT_EVENTS).fill(Number.NaN)
    const first = segment * SEGMENT_EVENTS
    for (const [position, createdAtUs] of this.#statements.times.all(first, first + SEGMENT_EVENTS))
      timesUs[position - 1 - first] = createdAtUs
    return timesUs
  }
}

function bytesOf({ types, categories }: SegmentColumns): number {
  return types.byteLength + categories.byteLength
}

function prepareStatements(database: Database.Database) {
  return {
    events: database
      .prepare<[number, number], EventValues>(
        `SELECT position, type_id, coalesce(category_id, 0), created_at_us
         FROM events LEFT JOIN streams ON streams.id = stream_id
         WHERE position > ? AND position <= ? ORDER BY position`,
      )
      .raw(),
    times: database
      .prepare<[number, number], [number, number]>(
        'SELECT position, created_at_us FROM events WHERE position > ? AND position <= ? ORDER BY position',
      )
      .raw(),
  }
}

function prepareStored(database: Database.Database) {
  return {
    counts: database
      .prepare<[number, number, number], CountValues>(
        `SELECT segment, least_us, greatest_us, types, categories FROM segment_counts
         WHERE segment >= ? AND segment < ? ORDER BY segment LIMIT ?`,
      )
      .raw(),
    columns: database
      .prepare<[number], [Buffer, Buffer]>('SELECT types, categories FROM segment_columns WHERE segment = ?')
      .raw(),
  }
}
