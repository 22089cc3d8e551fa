import type Database from 'better-sqlite3'
import { InvalidRequest } from '../../core/errors.ts'
import { eventType, type Position, position, START } from '../../core/event.ts'
import {
  bucketStartUs,
  type CategorySummary,
  type Histogram,
  type HistogramQuery,
  type LogSummary,
  type TypeSummary,
} from '../../core/log-index.ts'

/** What the store keeps counts of, and its log time: an index of its own that never runs backwards. */
export class LogSummaries {
  readonly #logTime
  readonly #head
  readonly #streams
  readonly #categories
  readonly #types
  readonly #atTime

  constructor(database: Database.Database) {
    this.#head = database.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck()
    this.#logTime = database.prepare<[number], number>('SELECT log_time_us FROM events WHERE position = ?').pluck()
    this.#streams = database.prepare<[], number>('SELECT total(streams) FROM categories').pluck()
    this.#categories = database
      .prepare<[], [string, number, number]>('SELECT name, streams, events FROM categories ORDER BY name')
      .raw()
    this.#types = database.prepare<[], [string, number]>('SELECT name, events FROM types ORDER BY name').raw()
    this.#atTime = database
      .prepare<[number], number>(
        'SELECT position FROM events WHERE log_time_us <= ? ORDER BY log_time_us DESC, position DESC LIMIT 1',
      )
      .pluck()
  }

  summary(): LogSummary {
    const head = position(this.#head.get() ?? 0)
    const firstUs = this.#logTime.get(1)
    const lastUs = this.#logTime.get(head)
    return {
      head,
      events: head,
      streams: this.#streams.get() ?? 0,
      ...(firstUs !== undefined && { firstUs }),
      ...(lastUs !== undefined && { lastUs }),
    }
  }

  categories(): CategorySummary[] {
    return this.#categories.all().map(([name, streams, events]) => ({ name, streams, events }))
  }

  types(): TypeSummary[] {
    return this.#types.all().map(([name, events]) => ({ name: eventType(name), events }))
  }

  positionAtTime(atUs: number): Position {
    const found = this.#atTime.get(atUs)
    return found === undefined ? START : position(found)
  }

  /** @throws InvalidRequest */
  histogram(query: HistogramQuery): Histogram {
    const { fromUs, toUs, buckets } = query
    if (!Number.isSafeInteger(buckets) || buckets < 1 || !(fromUs <= toUs))
      throw new InvalidRequest('histogram', 'it needs a bucket or more, and an end that is not before its start')
    const edges: Position[] = []
    for (let i = 0; i <= buckets; i++) edges.push(this.positionAtTime(bucketStartUs(query, i) - 1))
    const counts = edges.slice(1).map((edge, i) => edge - (edges[i] ?? edge))
    return { fromUs, toUs, counts, edges }
  }
}
