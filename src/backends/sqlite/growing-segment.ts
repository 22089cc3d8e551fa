import type Database from 'better-sqlite3'
import { NO_SEAL, nextSeal } from './checksum.ts'
import { SEGMENT_EVENTS, segmentOf } from './segment.ts'
import { SegmentColumns, SegmentWriter } from './segment-writer.ts'

const CHECKSUM_BYTES = 8

type KeptRow = [position: number, typeId: number, categoryId: number, createdAtUs: number, checksum: Buffer]

/**
 * The segment that the log's end is in, kept in memory as it grows, so that its rows and its seal are written with the event that
 * completes it without reading the other 999 again.
 */
export class GrowingSegment {
  readonly #columns = new SegmentColumns()
  readonly #checksums = Buffer.alloc(SEGMENT_EVENTS * CHECKSUM_BYTES)
  readonly #writer: SegmentWriter
  readonly #statements: ReturnType<typeof prepareStatements>
  /** The position up to which the segment's events are known. */
  #upTo = 0

  constructor(database: Database.Database) {
    this.#writer = new SegmentWriter(database)
    this.#statements = prepareStatements(database)
  }

  /** Whether a position is the last that is known, and its event still the same: a copy put back over the store may have another. */
  holds(at: number): boolean {
    const checksum = at === this.#upTo ? this.#statements.checksum.get(at) : undefined
    return checksum?.equals(this.#checksumAt((at - 1) % SEGMENT_EVENTS)) ?? false
  }

  /** Takes in what others have written up to the head; call after their commits, inside a transaction. */
  catchUp(head: number): void {
    const start = segmentOf(head + 1) * SEGMENT_EVENTS
    const after = this.holds(this.#upTo) ? Math.max(this.#upTo, start) : start
    this.#columns.clear(after - start)
    for (const [at, typeId, categoryId, createdAtUs, checksum] of this.#statements.events.all(after, head))
      this.#keep(at, typeId, categoryId, createdAtUs, checksum)
    this.#upTo = head
  }

  /** Adds the event at the log's end, and writes the segment's rows and its seal when it is complete. */
  add(at: number, typeId: number, categoryId: number, createdAtUs: number, checksum: Buffer): void {
    this.#keep(at, typeId, categoryId, createdAtUs, checksum)
    this.#upTo = at
    if (at % SEGMENT_EVENTS === 0) this.#write(at)
  }

  /** Call after a roll-back. */
  forget(): void {
    this.#upTo = 0
  }

  #keep(at: number, typeId: number, categoryId: number, createdAtUs: number, checksum: Buffer): void {
    this.#columns.set(at, typeId, categoryId, createdAtUs)
    this.#checksums.set(checksum, ((at - 1) % SEGMENT_EVENTS) * CHECKSUM_BYTES)
  }

  #write(at: number): void {
    this.#writer.write(segmentOf(at), this.#columns)
    const checksums = this.#columns.places().map((place) => this.#checksumAt(place))
    this.#statements.seal.run(at, nextSeal(this.#statements.lastSeal.get() ?? NO_SEAL, checksums))
  }

  #checksumAt(place: number): Buffer {
    return this.#checksums.subarray(place * CHECKSUM_BYTES, (place + 1) * CHECKSUM_BYTES)
  }
}

function prepareStatements(database: Database.Database) {
  return {
    events: database
      .prepare<[number, number], KeptRow>(
        `SELECT position, type_id, coalesce(category_id, 0), created_at_us, checksum
         FROM events LEFT JOIN streams ON streams.id = stream_id
         WHERE position > ? AND position <= ? ORDER BY position`,
      )
      .raw(),
    checksum: database.prepare<[number], Buffer>('SELECT checksum FROM events WHERE position = ?').pluck(),
    lastSeal: database.prepare<[], Buffer>('SELECT seal FROM seals ORDER BY position DESC LIMIT 1').pluck(),
    seal: database.prepare<[number, Buffer]>('INSERT INTO seals VALUES (?, ?)'),
  }
}
