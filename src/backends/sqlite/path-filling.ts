import { EventBatches } from './index-batch.ts'
import type { IndexConnection } from './index-connection.ts'
import { type IndexContent, indexContent } from './index-content.ts'
import { BEING_REMOVED, type IndexRow } from './index-rows.ts'
import { ValueRun } from './value-run.ts'

const MOST_EVENTS = 5000

/** How long a transaction should take, of which inserting is only the first part. */
const AIMED_MS = 15

const LEAST_INSERT_MS = 3
const MOST_INSERT_MS = 12

/**
 * Fills the index of a path, in runs of many events: their values are gathered, sorted and inserted. The mark moves with the last of them. Those
 * before are in the index past its mark for a while, where nobody looks; after a crash they are inserted again, which changes nothing.
 */
export class PathFilling {
  readonly #connection: IndexConnection
  readonly #content: IndexContent
  readonly #batches: EventBatches
  #run: ValueRun | undefined
  #entries = 0
  #isReading = true
  #insertMs = LEAST_INSERT_MS

  constructor(connection: IndexConnection, row: IndexRow) {
    this.#connection = connection
    this.#content = indexContent(connection.database, row)
    this.#batches = new EventBatches(connection.database)
  }

  /** About how far a run has come that began at a position, reading being half of it. */
  reached(mark: number): number {
    const run = this.#run
    if (run === undefined || run.after !== mark) return mark
    return mark + Math.floor(((run.upTo - mark) * (1 + (this.#isReading ? 0 : run.takenShare))) / 2)
  }

  /** @returns for how many milliseconds others could not write */
  fill(row: IndexRow): number {
    if (this.#run?.after !== row.indexedTo) this.#begin(row.indexedTo)
    const run = this.#run
    if (run === undefined) return 0
    if (this.#isReading) {
      this.#read(run)
      return 0
    }
    const startMs = performance.now()
    const isDone = this.#connection.write(() => this.#insert(row, run))
    const tookMs = performance.now() - startMs
    this.#insertMs = Math.min(MOST_INSERT_MS, Math.max(LEAST_INSERT_MS, (this.#insertMs * AIMED_MS) / tookMs))
    if (isDone) this.#run = undefined
    return tookMs
  }

  #begin(after: number): void {
    this.#run = new ValueRun(after)
    this.#entries = 0
    this.#isReading = true
  }

  #read(run: ValueRun): void {
    const events = this.#batches.read(this.#content, run.upTo, MOST_EVENTS)
    for (const { position, entry } of events) run.add(position, entry)
    if (!run.isFull && run.upTo < this.#connection.head()) return
    run.sort()
    this.#isReading = false
  }

  /** @returns whether the run is at its end, or another process has done it */
  #insert(row: IndexRow, run: ValueRun): boolean {
    const { rows } = this.#connection
    const now = rows.named(row.name)
    if (now?.id !== row.id || now.indexedTo !== run.after || now.entries === BEING_REMOVED) return true
    const bytes = this.#connection.usedBytes()
    const purged = this.#connection.purged(run.after, run.upTo)
    const untilMs = performance.now() + this.#insertMs
    do {
      const entry = run.take()
      if (entry === undefined) {
        rows.advance(row, run.upTo, this.#entries, this.#connection.usedBytes() - bytes)
        return true
      }
      if (purged.has(entry.position)) continue
      this.#content.insert(entry.position, entry.value)
      this.#entries++
    } while (performance.now() < untilMs)
    rows.grow(row.name, this.#connection.usedBytes() - bytes)
    return false
  }
}
