import { categoryOf, type Event, type EventId, type Position, START } from '../../src/core/event.ts'
import { type EventFilter, matchesFilter } from '../../src/core/event-filter.ts'
import {
  bucketStartUs,
  type CategorySummary,
  type EventRow,
  type Histogram,
  type HistogramQuery,
  type LogSummary,
  previewOf,
  type RowPlace,
  type StreamsPage,
  type StreamsQuery,
  type TypeSummary,
} from '../../src/core/log-index.ts'
import { linksOf } from '../../src/core/metadata.ts'

/** What a log index must answer, found the plain way: all events in one array. */
export class LogModel {
  readonly log: readonly Event[]
  readonly #timesUs: readonly number[]

  constructor(log: readonly Event[]) {
    this.log = log
    let latestUs = Number.NEGATIVE_INFINITY
    this.#timesUs = log.map((event) => {
      latestUs = Math.max(latestUs, event.createdAtUs)
      return latestUs
    })
  }

  summary(): LogSummary {
    const firstUs = this.#timesUs[0]
    const lastUs = this.#timesUs.at(-1)
    return {
      head: this.log.at(-1)?.position ?? START,
      events: this.log.length,
      streams: new Set(this.log.map((event) => event.stream)).size,
      ...(firstUs !== undefined && { firstUs }),
      ...(lastUs !== undefined && { lastUs }),
    }
  }

  categories(): CategorySummary[] {
    return groups(this.log, (event) => categoryOf(event.stream)).map(([name, events]) => ({
      name,
      streams: new Set(events.map((event) => event.stream)).size,
      events: events.length,
    }))
  }

  types(): TypeSummary[] {
    return groups(this.log, (event) => event.type).map(([name, events]) => ({ name, events: events.length }))
  }

  streams({ category, text = '', skip, limit }: StreamsQuery): StreamsPage {
    const fitting = groups(this.log, (event) => event.stream)
      .filter(([name]) => category === undefined || categoryOf(name) === category)
      .filter(([name]) => name.toLowerCase().includes(text.toLowerCase()))
      .flatMap(([name, events]) =>
        events.slice(-1).map(({ version, position }) => ({ name, version, lastPosition: position })),
      )
      .map((stream) => ({ ...stream, category: categoryOf(stream.name) }))
    return { streams: fitting.slice(skip, skip + limit), total: fitting.length }
  }

  view(view: EventFilter): EventRow[] {
    return this.log.filter((event) => matchesFilter(view, event)).map((event, i) => rowOf(event, i + 1))
  }

  rowAt(view: EventFilter, position: Position): RowPlace {
    const rows = this.view(view)
    return { row: rows.filter((row) => row.position <= position).length, total: rows.length, complete: true }
  }

  effectsOf(id: EventId, limit: number): EventRow[] {
    return this.log
      .map((event, i) => ({ event, row: i + 1 }))
      .filter(({ event }) => linksOf(event.metadata).causationId === id)
      .slice(0, limit)
      .map(({ event, row }) => rowOf(event, row))
  }

  positionAtTime(atUs: number): Position {
    return this.log.findLast((_, i) => (this.#timesUs[i] ?? 0) <= atUs)?.position ?? START
  }

  histogram(query: HistogramQuery): Histogram {
    const within = (fromUs: number, toUs: number) =>
      this.#timesUs.filter((timeUs) => timeUs >= fromUs && timeUs <= toUs).length
    const starts = Array.from({ length: query.buckets + 1 }, (_, i) => bucketStartUs(query, i))
    return {
      fromUs: query.fromUs,
      toUs: query.toUs,
      counts: starts.slice(0, -1).map((startUs, i) => within(startUs, (starts[i + 1] ?? startUs) - 1)),
      edges: starts.map((startUs) => this.positionAtTime(startUs - 1)),
    }
  }
}

function rowOf({ position, stream, version, id, type, createdAtUs, data }: Event, row: number): EventRow {
  return { row, position, stream, version, id, type, createdAtUs, preview: previewOf(data) }
}

/** The events by name, in order of name. */
function groups<Name extends string>(log: readonly Event[], nameOf: (event: Event) => Name): [Name, Event[]][] {
  return [...Map.groupBy(log, nameOf)].sort(([a], [b]) => (a < b ? -1 : 1))
}
