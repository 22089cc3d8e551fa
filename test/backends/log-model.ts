import { canonicalId, categoryOf, type Event, type EventId, type Position, START } from '../../src/core/event.ts'
import { type EventFilter, matcherOf } from '../../src/core/event-filter.ts'
import { matchesPattern } from '../../src/core/filter/name-pattern.ts'
import { textScore } from '../../src/core/find-names.ts'
import {
  bucketEdge,
  bucketStartUs,
  type CategorySummary,
  type EventRow,
  type Histogram,
  type HistogramQuery,
  type LogSummary,
  type PositionHistogram,
  type PositionHistogramQuery,
  previewOf,
  type RowPlace,
  type StreamsPage,
  type StreamsQuery,
  type TypeBuckets,
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
      .filter(([name]) => isNarrowedTo(text.toLowerCase(), name.toLowerCase()))
      .flatMap(([name, events]) =>
        events.slice(-1).map(({ version, position }) => ({ name, version, lastPosition: position })),
      )
      .map((stream) => ({ ...stream, category: categoryOf(stream.name) }))
    return { streams: fitting.slice(skip, skip + limit), total: fitting.length }
  }

  findStreams(text: string, limit: number): StreamsPage {
    const score = textScore(text)
    const fitting = this.streams({ skip: 0, limit: this.log.length }).streams.filter(({ name }) => score(name) > 0)
    const ranked = fitting.toSorted((a, b) => score(b.name) - score(a.name) || (a.name < b.name ? -1 : 1))
    return { streams: ranked.slice(0, limit), total: fitting.length }
  }

  view(view: EventFilter): EventRow[] {
    return this.log.filter(matcherOf(view)).map((event, i) => rowOf(event, i + 1))
  }

  rowAt(view: EventFilter, position: Position): RowPlace {
    const rows = this.view(view)
    return { row: rows.filter((row) => row.position <= position).length, total: rows.length, complete: true }
  }

  effectsOf(id: EventId, limit: number): EventRow[] {
    return this.#rows((event) => linksOf(event.metadata).causationId === id).slice(0, limit)
  }

  correlated(correlationId: string, after: Position, limit: number): EventRow[] {
    const wanted = canonicalId(correlationId)
    return this.#rows(
      ({ position, metadata }) => position > after && canonicalId(linksOf(metadata).correlationId ?? '') === wanted,
    ).slice(0, limit)
  }

  positionAtTime(atUs: number): Position {
    return this.log.findLast((_, i) => (this.#timesUs[i] ?? 0) <= atUs)?.position ?? START
  }

  histogram(query: HistogramQuery): Histogram {
    const starts = Array.from({ length: query.buckets + 1 }, (_, i) => bucketStartUs(query, i))
    const buckets = starts
      .slice(0, -1)
      .map((startUs, i) =>
        this.log.filter(
          (_, at) => (this.#timesUs[at] ?? 0) >= startUs && (this.#timesUs[at] ?? 0) < (starts[i + 1] ?? 0),
        ),
      )
    const { fromUs, toUs } = query
    return {
      fromUs,
      toUs,
      edges: starts.map((startUs) => this.positionAtTime(startUs - 1)),
      ...counted(buckets, query),
    }
  }

  positionHistogram(query: PositionHistogramQuery): PositionHistogram {
    const { after, upTo } = query
    const edges = Array.from({ length: query.buckets + 1 }, (_, i) => bucketEdge(query, i))
    const buckets = edges
      .slice(0, -1)
      .map((edge, i) => this.log.filter(({ position }) => position > edge && position <= (edges[i + 1] ?? 0)))
    return { after, upTo, edges, ...counted(buckets, query) }
  }

  /** The rows, in the whole log, of the events that fit. */
  #rows(fits: (event: Event) => boolean): EventRow[] {
    return this.log.flatMap((event, i) => (fits(event) ? [rowOf(event, i + 1)] : []))
  }
}

function counted(
  buckets: readonly (readonly Event[])[],
  { byType = false }: { readonly byType?: boolean },
): { counts: number[]; types?: TypeBuckets[] } {
  const counts = buckets.map((events) => events.length)
  if (!byType) return { counts }
  const names = groups(buckets.flat(), (event) => event.type).map(([name]) => name)
  const countsOf = (name: string): number[] =>
    buckets.map((events) => events.filter(({ type }) => type === name).length)
  return { counts, types: names.map((name) => ({ name, counts: countsOf(name) })) }
}

function rowOf({ position, stream, version, id, type, createdAtUs, data }: Event, row: number): EventRow {
  return { row, position, stream, version, id, type, createdAtUs, preview: previewOf(data) }
}

/** The events by name, in order of name. */
function groups<Name extends string>(log: readonly Event[], nameOf: (event: Event) => Name): [Name, Event[]][] {
  return [...Map.groupBy(log, nameOf)].sort(([a], [b]) => (a < b ? -1 : 1))
}

function isNarrowedTo(text: string, name: string): boolean {
  return text.includes('*') ? matchesPattern({ text, wild: true }, name) : name.includes(text)
}
