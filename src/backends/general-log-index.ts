import { type Event, type EventId, type Position, START, type StreamName, type StreamVersion } from '../core/event.ts'
import type { EventFilter } from '../core/event-filter.ts'
import type { EventStoreBackend } from '../core/event-store-backend.ts'
import {
  bucketEdge,
  bucketStartUs,
  type CategorySummary,
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
import { EventBodies } from './event-bodies.ts'
import { FollowedLog } from './followed-log.ts'
import { bucketsBetween, checkBuckets } from './log-buckets.ts'
import { isSameId, type LogTables } from './log-tables.ts'
import { StreamNames } from './stream-names.ts'
import { ViewLists } from './view-lists.ts'

/** How many candidates are read at once where only a hash says that they fit. */
const CANDIDATES = 100

/**
 * A log index for a store that has none of its own. It reads the whole log once, as its own subscription, and answers
 * from tables in memory; payloads it reads again from the store. An answer waits until the index has read up to the head
 * that the store had at the call. It ends with its store.
 */
export class GeneralLogIndex implements LogIndex {
  readonly #store: EventStoreBackend
  readonly #log: FollowedLog
  readonly #names = new StreamNames()
  #views: ViewLists | undefined

  constructor(store: EventStoreBackend) {
    this.#store = store
    this.#log = new FollowedLog(store)
  }

  async summary(): Promise<LogSummary> {
    const { size, streams, logTimesUs } = await this.#log.caughtUp()
    return {
      head: this.#log.position,
      events: size,
      streams: streams.length,
      ...(size > 0 && this.#store.capabilities.time && { firstUs: logTimesUs.at(0), lastUs: logTimesUs.at(size - 1) }),
    }
  }

  async categories(): Promise<readonly CategorySummary[]> {
    const { categories } = await this.#log.caughtUp()
    return [...categories.values()].map((category) => ({ ...category })).sort(byName)
  }

  async streams(query: StreamsQuery): Promise<StreamsPage> {
    return this.#names.page(await this.#log.caughtUp(), query)
  }

  async types(): Promise<readonly TypeSummary[]> {
    const { types } = await this.#log.caughtUp()
    return types.map((type) => ({ ...type })).sort(byName)
  }

  async rows(view: EventFilter, fromRow: number, limit: number): Promise<RowsPage> {
    const tables = await this.#log.caughtUp()
    const list = await this.#viewsOf(tables).list(view)
    const { total, complete } = list
    const rowOfPlace = new Map<number, number>()
    for (let row = fromRow; row < fromRow + limit && row <= total; row++) rowOfPlace.set(list.placeOf(row), row)
    return { rows: await this.#rows(tables, rowOfPlace), total, complete }
  }

  async rowAt(view: EventFilter, position: Position): Promise<RowPlace> {
    const tables = await this.#log.caughtUp()
    const list = await this.#viewsOf(tables).list(view)
    return { row: list.countWithin(tables.countUpTo(position)), total: list.total, complete: list.complete }
  }

  async eventAt(position: Position): Promise<Event | undefined> {
    const tables = await this.#log.caughtUp()
    const place = tables.countUpTo(position) - 1
    if (place < 0 || tables.positionAt(place) !== position) return undefined
    return (await this.#bodies(tables).read([place])).get(place)
  }

  async eventById(id: EventId): Promise<Event | undefined> {
    const tables = await this.#log.caughtUp()
    for (const place of tables.placesOfId(id)) {
      const event = (await this.#bodies(tables).read([place])).get(place)
      if (event?.id === id) return event
    }
    return undefined
  }

  async eventInStream(stream: StreamName, version: StreamVersion): Promise<Event | undefined> {
    await this.#log.caughtUp()
    for await (const [event] of this.#store.readEvents(stream, { from: version, limit: 1 }))
      return event?.version === version ? event : undefined
    return undefined
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

  #viewsOf(tables: LogTables): ViewLists {
    this.#views ??= new ViewLists(this.#store, tables)
    return this.#views
  }

  #bodies(tables: LogTables): EventBodies {
    return new EventBodies(this.#store, tables)
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
    while (found.length < limit) {
      const candidates = firstOf(places, CANDIDATES)
      for (const [place, event] of await this.#bodies(tables).read(candidates))
        if (isSameId(linkOf(linksOf(event.metadata)) ?? '', id)) found.push(rowOf(event, place + 1))
      if (candidates.length < CANDIDATES) break
    }
    return found.slice(0, limit)
  }

  async #rows(tables: LogTables, rowOfPlace: ReadonlyMap<number, number>): Promise<EventRow[]> {
    const events = await this.#bodies(tables).read([...rowOfPlace.keys()])
    return [...events].map(([place, event]) => rowOf(event, rowOfPlace.get(place) ?? 0))
  }
}

/** Up to `most` of what a generator has left. */
function firstOf(places: Generator<number, void>, most: number): number[] {
  const first: number[] = []
  while (first.length < most) {
    const { value, done } = places.next()
    if (done) break
    first.push(value)
  }
  return first
}

function lastPositionBy(tables: LogTables, atUs: number): Position {
  const count = tables.logTimesUs.countUpTo(atUs)
  return count === 0 ? START : tables.positionAt(count - 1)
}

function rowOf({ position, stream, version, id, type, createdAtUs, data }: Event, row: number): EventRow {
  return { row, position, stream, version, id, type, createdAtUs, preview: previewOf(data) }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}
