import type Database from 'better-sqlite3'
import { InvalidRequest } from '../../core/errors.ts'
import { eventType, type Position, position, START } from '../../core/event.ts'
import {
  bucketEdge,
  bucketStartUs,
  type CategorySummary,
  type Histogram,
  type HistogramQuery,
  type LogSummary,
  type PositionHistogram,
  type PositionHistogramQuery,
  type TypeBuckets,
  type TypeSummary,
} from '../../core/log-index.ts'
import type { NamesById } from './names-by-id.ts'
import type { SegmentReader } from './segment-reader.ts'
import { typeBuckets } from './type-buckets.ts'

/** How long one question may learn about segments. */
const LEARN_MS = 20

/** What the store keeps counts of, and its log time: an index of its own that never runs backwards. */
export class LogSummaries {
  readonly #segments: SegmentReader
  readonly #names: NamesById
  readonly #logTime
  readonly #head
  readonly #streams
  readonly #categories
  readonly #types
  readonly #atTime
  readonly #atTimes

  constructor(database: Database.Database, segments: SegmentReader, names: NamesById) {
    this.#segments = segments
    this.#names = names
    this.#head = database.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck()
    this.#logTime = database.prepare<[number], number>('SELECT log_time_us FROM events WHERE position = ?').pluck()
    this.#streams = database.prepare<[], number>('SELECT total(streams) FROM categories').pluck()
    this.#categories = database
      .prepare<[], [string, number, number]>('SELECT name, streams, events FROM categories ORDER BY name')
      .raw()
    this.#types = database.prepare<[], [string, number]>('SELECT name, events FROM types ORDER BY name').raw()
    this.#atTime = database.prepare<[number], number>(lastAtTime('?')).pluck()
    // One statement for many times: a call for each would take five times as long.
    this.#atTimes = database
      .prepare<[string], number>(`SELECT coalesce((${lastAtTime('value')}), 0) FROM json_each(?)`)
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

  /** @returns nothing when types are still being counted: ask again. @throws InvalidRequest */
  histogram(query: HistogramQuery): Histogram | undefined {
    const { fromUs, toUs, buckets, byType = false } = query
    checkBuckets('histogram', buckets, toUs - fromUs)
    const lastUs = Array.from({ length: buckets + 1 }, (_, i) => bucketStartUs(query, i) - 1)
    const edges = this.#atTimes.all(JSON.stringify(lastUs)).map(position)
    const types = byType ? this.#typesBetween(edges) : []
    return types && { fromUs, toUs, counts: differences(edges), edges, ...(byType && { types }) }
  }

  /** @returns nothing when types are still being counted: ask again. @throws InvalidRequest */
  positionHistogram(query: PositionHistogramQuery): PositionHistogram | undefined {
    const { after, upTo, buckets, byType = false } = query
    checkBuckets('positionHistogram', buckets, upTo - after)
    const head = this.#head.get() ?? 0
    const edges: Position[] = []
    for (let i = 0; i <= buckets; i++) edges.push(bucketEdge(query, i))
    const known = edges.map((edge) => Math.min(edge, head))
    const types = byType ? this.#typesBetween(known) : []
    return types && { after, upTo, counts: differences(known), edges, ...(byType && { types }) }
  }

  #typesBetween(edges: readonly number[]): TypeBuckets[] | undefined {
    const last = edges.at(-1) ?? 0
    this.#segments.learn(this.#head.get() ?? 0, performance.now() + LEARN_MS)
    if (this.#segments.knownTo < last) return undefined
    return typeBuckets(this.#segments, edges, (type) => this.#names.type(type))
  }
}

function checkBuckets(request: string, buckets: number, span: number): void {
  if (!Number.isSafeInteger(buckets) || buckets < 1) throw new InvalidRequest(request, 'it needs at least one bucket')
  if (!(span >= 0)) throw new InvalidRequest(request, 'its end is before its start')
}

function differences(edges: readonly number[]): number[] {
  return edges.slice(1).map((edge, i) => edge - (edges[i] ?? edge))
}

function lastAtTime(timeUs: '?' | 'value'): string {
  return `SELECT position FROM events WHERE log_time_us <= ${timeUs} ORDER BY log_time_us DESC, position DESC LIMIT 1`
}
