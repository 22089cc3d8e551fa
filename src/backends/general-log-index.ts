import { InvalidRequest } from '../core/errors.ts'
import { type Event, type EventId, type Position, START, type StreamName, type StreamVersion } from '../core/event.ts'
import type { EventFilter } from '../core/event-filter.ts'
import type { EventStoreBackend } from '../core/event-store-backend.ts'
import {
  bucketStartUs,
  type CategorySummary,
  type EventRow,
  type Histogram,
  type HistogramQuery,
  type LogIndex,
  type LogSummary,
  previewOf,
  type RowPlace,
  type RowsPage,
  type StreamsPage,
  type StreamsQuery,
  type TypeSummary,
} from '../core/log-index.ts'
import { linksOf } from '../core/metadata.ts'
import { EventBodies } from './event-bodies.ts'
import { FollowedLog } from './followed-log.ts'
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
    const list = this.#viewsOf(tables).list(view)
    const { total } = list
    const rowOfPlace = new Map<number, number>()
    for (let row = fromRow; row < fromRow + limit && row <= total; row++) rowOfPlace.set(list.placeOf(row), row)
    return { rows: await this.#rows(tables, rowOfPlace), total, complete: true }
  }

  async rowAt(view: EventFilter, position: Position): Promise<RowPlace> {
    const tables = await this.#log.caughtUp()
    const list = this.#viewsOf(tables).list(view)
    return { row: list.countWithin(tables.countUpTo(position)), total: list.total, complete: true }
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
    const found: EventRow[] = []
    const candidates = [...tables.placesCausedBy(id)]
    for (let i = 0; i < candidates.length && found.length < limit; i += CANDIDATES)
      for (const [place, event] of await this.#bodies(tables).read(candidates.slice(i, i + CANDIDATES)))
        if (isSameId(linksOf(event.metadata).causationId ?? '', id)) found.push(rowOf(event, place + 1))
    return found.slice(0, limit)
  }

  async positionAtTime(atUs: number): Promise<Position> {
    return lastPositionBy(await this.#log.caughtUp(), atUs)
  }

  async histogram(query: HistogramQuery): Promise<Histogram> {
    const { fromUs, toUs, buckets } = query
    if (!Number.isSafeInteger(buckets) || buckets < 1)
      throw new InvalidRequest('histogram', 'it needs at least one bucket')
    if (toUs < fromUs) throw new InvalidRequest('histogram', 'its end is before its start')
    const tables = await this.#log.caughtUp()
    const startsUs = Array.from({ length: buckets + 1 }, (_, bucket) => bucketStartUs(query, bucket))
    const before = startsUs.map((startUs) => tables.logTimesUs.countUpTo(startUs - 1))
    return {
      fromUs,
      toUs,
      counts: before.slice(1).map((count, bucket) => count - (before[bucket] ?? 0)),
      edges: startsUs.map((startUs) => lastPositionBy(tables, startUs - 1)),
    }
  }

  #viewsOf(tables: LogTables): ViewLists {
    this.#views ??= new ViewLists(tables)
    return this.#views
  }

  #bodies(tables: LogTables): EventBodies {
    return new EventBodies(this.#store, tables)
  }

  async #rows(tables: LogTables, rowOfPlace: ReadonlyMap<number, number>): Promise<EventRow[]> {
    const events = await this.#bodies(tables).read([...rowOfPlace.keys()])
    return [...events].map(([place, event]) => rowOf(event, rowOfPlace.get(place) ?? 0))
  }
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
