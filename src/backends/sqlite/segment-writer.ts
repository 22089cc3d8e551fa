import type Database from 'better-sqlite3'
import { encodeColumn, encodeCounts, SEGMENT_EVENTS } from './segment.ts'

/** What a segment's rows are made of, by place in the segment. */
export class SegmentColumns {
  /** 0 where no event is known. */
  readonly types = new Uint32Array(SEGMENT_EVENTS)
  readonly categories = new Uint32Array(SEGMENT_EVENTS)
  readonly timesUs = new Float64Array(SEGMENT_EVENTS)

  set(position: number, typeId: number, categoryId: number, createdAtUs: number): void {
    const place = (position - 1) % SEGMENT_EVENTS
    this.types[place] = typeId
    this.categories[place] = categoryId
    this.timesUs[place] = createdAtUs
  }

  /** The places that have an event, which in a store that is whole are all. */
  places(): number[] {
    return [...this.types.keys()].filter((place) => this.types[place] !== 0)
  }

  clear(fromPlace = 0): void {
    this.types.fill(0, fromPlace)
    this.categories.fill(0, fromPlace)
  }
}

/** Writes the rows of whole segments, inside the caller's transaction. */
export class SegmentWriter {
  readonly #columns
  readonly #counts

  constructor(database: Database.Database) {
    this.#columns = database.prepare<[number, Buffer, Buffer]>('INSERT INTO segment_columns VALUES (?, ?, ?)')
    this.#counts = database.prepare<[number, number, number, Buffer, Buffer]>(
      'INSERT INTO segment_counts VALUES (?, ?, ?, ?, ?)',
    )
  }

  write(segment: number, columns: SegmentColumns): void {
    const { types, categories } = columns
    const timesUs = columns.places().map((place) => columns.timesUs[place] ?? 0)
    this.#columns.run(segment, encodeColumn(types), encodeColumn(categories))
    this.#counts.run(segment, Math.min(...timesUs), Math.max(...timesUs), encodeCounts(types), encodeCounts(categories))
  }
}
