import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import { type Event, type EventId, type Position, START, type StreamName, type StreamVersion } from '../core/event.ts'
import { type EventFilter, isEverything } from '../core/event-filter.ts'
import {
  bucketEdge,
  bucketStartUs,
  type CategorySummary,
  type EventDetail,
  type EventRow,
  type Histogram,
  type HistogramQuery,
  type LogIndex,
  type LogSummary,
  type PositionHistogram,
  type PositionHistogramQuery,
  previewOf,
  type RowPlace,
  type RowsPage,
  type StreamsPage,
  type StreamsQuery,
  type TypeSummary,
} from '../core/log-index.ts'
import { type EventLinks, linksOf } from '../core/metadata.ts'
import { findStreams } from './find-streams.ts'
import { FollowedLog } from './followed-log.ts'
import { GlancedLog } from './glanced-log.ts'
import { bucketsBetween, checkBuckets } from './log-buckets.ts'
import type { LogSource } from './log-source.ts'
import { isSameId, type LogTables } from './log-tables.ts'
import { StreamNames } from './stream-names.ts'
import { type ViewList, ViewLists } from './view-lists.ts'

/**
 * A log index for a store that has none of its own. It reads the headers of the whole log once, as its own subscription, and answers
 * from tables in memory; single events it reads again from the store. An answer waits until the index has read up to the head
 * that the store had at the call. It ends with its store.
 *
 * Until the tables are filled for the first time, what the store can tell at a glance of its whole log is answered by it; views with a
 * filter are answered as far as they are found.
 */
export class GeneralLogIndex implements LogIndex {
  readonly #source: LogSource
  readonly #log: FollowedLog
  readonly #names = new StreamNames()
  readonly #glanced: GlancedLog | undefined
  #views: ViewLists | undefined

  constructor(source: LogSource) {
    this.#source = source
    this.#log = new FollowedLog(source)
    this.#glanced = source.glance && new GlancedLog(source, source.glance)
  }

  /** Resolves once the index has the log up to the head that the store had at first, and where reading it failed before. Never rejects. */
  get indexed(): Promise<void> {
    return this.#log.indexed
  }

  async summary(): Promise<LogSummary> {
    const glanced = this.#atAGlance()
    if (glanced !== undefined) return await glanced.summary()
    const { size, streams, logTimesUs } = await this.#log.caughtUp()
    return {
      head: this.#log.position,
      events: size,
      streams: streams.length,
      ...(size > 0 && this.#source.capabilities.time && { firstUs: logTimesUs.at(0), lastUs: logTimesUs.at(size - 1) }),
    }
  }

  async categories(): Promise<readonly CategorySummary[]> {
    const { categories } = await this.#log.caughtUp()
    return [...categories.values()].map((category) => ({ ...category })).sort(byName)
  }

  async streams(query: StreamsQuery): Promise<StreamsPage> {
    return this.#names.page(await this.#log.caughtUp(), query)
  }

  async findStreams(text: string, limit: number, signal?: AbortSignalLike): Promise<StreamsPage> {
    return await findStreams((await this.#log.caughtUp()).streams, text, { limit, signal })
  }

  async types(): Promise<readonly TypeSummary[]> {
    const { types } = await this.#log.caughtUp()
    return types.map((type) => ({ ...type })).sort(byName)
  }

  async rows(view: EventFilter, fromRow: number, limit: number): Promise<RowsPage> {
    const glanced = this.#atAGlance()
    if (glanced !== undefined && isEverything(view)) return await glanced.rows(fromRow, limit)
    const { tables, list, total, complete } = await this.#list(view)
    const rowOf = new Map<Position, number>()
    for (let row = fromRow; row < fromRow + limit && row <= total; row++)
      rowOf.set(tables.positionAt(list.placeOf(row)), row)
    const found = await this.#source.rowsAt([...rowOf.keys()])
    return { rows: found.map((row) => ({ ...row, row: rowOf.get(row.position) ?? 0 })), total, complete }
  }

  async rowAt(view: EventFilter, position: Position): Promise<RowPlace> {
    const glanced = this.#atAGlance()
    if (glanced !== undefined && isEverything(view)) return await glanced.rowAt(position)
    const { tables, list, total, complete } = await this.#list(view)
    return { row: list.countWithin(tables.countUpTo(position)), total, complete }
  }

  eventAt(position: Position): Promise<EventDetail | undefined> {
    return this.#source.detailAt(position)
  }

  async eventById(id: EventId): Promise<Event | undefined> {
    const tables = await this.#log.caughtUp()
    for (const place of tables.placesOfId(id)) {
      const event = await this.#source.detailAt(tables.positionAt(place))
      if (event?.id === id) return event
    }
    return undefined
  }

  eventInStream(stream: StreamName, version: StreamVersion): Promise<Event | undefined> {
    return this.#source.inStream(stream, version)
  }

  async effectsOf(id: EventId, limit: number): Promise<readonly EventRow[]> {
    const tables = await this.#log.caughtUp()
    return this.#linked(tables, tables.placesCausedBy(id), limit, ({ causationId }) => causationId, id)
  }

  async correlated(correlationId: string, after: Position, limit: number): Promise<readonly EventRow[]> {
    const tables = await this.#log.caughtUp()
    const places = tables.placesCorrelatedBy(correlationId, tables.countUpTo(after))
    return this.#linked(tables, places, limit, (links) => links.correlationId, correlationId)
  }

  async positionAtTime(atUs: number): Promise<Position> {
    return lastPositionBy(await this.#log.caughtUp(), atUs)
  }

  async histogram(query: HistogramQuery): Promise<Histogram> {
    const { fromUs, toUs, buckets } = query
    checkBuckets('histogram', buckets, toUs - fromUs)
    const tables = await this.#log.caughtUp()
    const startsUs = Array.from({ length: buckets + 1 }, (_, bucket) => bucketStartUs(query, bucket))
    const places = startsUs.map((startUs) => tables.logTimesUs.countUpTo(startUs - 1))
    const edges = places.map((place) => (place === 0 ? START : tables.positionAt(place - 1)))
    return { fromUs, toUs, edges, ...bucketsBetween(tables, places, query) }
  }

  async positionHistogram(query: PositionHistogramQuery): Promise<PositionHistogram> {
    const { after, upTo, buckets } = query
    checkBuckets('positionHistogram', buckets, upTo - after)
    const tables = await this.#log.caughtUp()
    const edges = Array.from({ length: buckets + 1 }, (_, bucket) => bucketEdge(query, bucket))
    const places = edges.map((edge) => tables.countUpTo(edge))
    return { after, upTo, edges, ...bucketsBetween(tables, places, query) }
  }

  /** What answers until the tables are filled, where the store has it. */
  #atAGlance(): GlancedLog | undefined {
    return this.#log.isFilled ? undefined : this.#glanced
  }

  /** A view's list as far as it is found. */
  async #list(view: EventFilter): Promise<FoundList> {
    const tables = await (isEverything(view) ? this.#log.caughtUp() : this.#log.soFar())
    this.#views ??= new ViewLists(this.#source, tables)
    const list = await this.#views.list(view)
    return { tables, list, total: list.total, complete: list.complete && this.#log.isFilled }
  }

  /** The rows at the first `limit` of these places whose event really has the link: a hash may be another's, too. */
  async #linked(
    tables: LogTables,
    places: Generator<number, void>,
    limit: number,
    linkOf: (links: EventLinks) => string | undefined,
    id: string,
  ): Promise<readonly EventRow[]> {
    const found: EventRow[] = []
    if (limit < 1) return found
    for (const place of places) {
      const event = await this.#source.detailAt(tables.positionAt(place))
      if (event === undefined || !isSameId(linkOf(linksOf(event.metadata)) ?? '', id)) continue
      found.push(rowOf(event, place + 1))
      if (found.length >= limit) break
    }
    return found
  }
}

/** A view's list, and what it said of itself at one time. */
interface FoundList {
  readonly tables: LogTables
  readonly list: ViewList
  readonly total: number
  readonly complete: boolean
}

function lastPositionBy(tables: LogTables, atUs: number): Position {
  const count = tables.logTimesUs.countUpTo(atUs)
  return count === 0 ? START : tables.positionAt(count - 1)
}

function rowOf({ position, stream, version, id, type, createdAtUs, data, mark }: EventDetail, row: number): EventRow {
  const shown = { row, position, stream, version, id, type, createdAtUs, preview: previewOf(data) }
  return mark === undefined ? shown : { ...shown, mark }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}
