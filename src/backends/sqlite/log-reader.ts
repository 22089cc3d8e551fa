import type Database from 'better-sqlite3'
import type { EventId, Position, StreamName, StreamVersion } from '../../core/event.ts'
import { position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import { type Direction, PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { PositionRange } from './candidate-source.ts'
import type { EventPages } from './event-pages.ts'
import type { EventSearch } from './event-search.ts'
import type { EventTuple } from './event-tuple.ts'
import { firstPart, isEmpty, nothingLeft, restAfter } from './position-range.ts'
import type { StreamNumber, StreamNumbers } from './stream-numbers.ts'
import type { View, ViewResolver } from './view-resolver.ts'

export interface LogRead {
  /** Positions from here, exclusive. */
  readonly low: number
  /** To here, inclusive; without it to whatever the head is. */
  readonly high?: number
  readonly direction: Direction
  readonly filter: EventFilter
  readonly limit: number
}

export interface LogReadPage {
  /** May be none where nothing was found in a slice of time. */
  readonly events: readonly EventTuple[]
  /** What is left to read. */
  readonly rest?: { readonly low: number; readonly high?: number }
}

export interface StreamRead {
  readonly stream: StreamName
  readonly from?: number
  readonly direction: Direction
  readonly limit: number
}

export interface StreamReadPage {
  readonly events: readonly EventTuple[]
  /** The version to go on from. */
  readonly nextFrom?: number
}

interface Page {
  readonly events: readonly EventTuple[]
  readonly rest: PositionRange
}

export interface LogReaderParts {
  readonly pages: EventPages
  readonly views: ViewResolver
  readonly search: EventSearch
  readonly streams: StreamNumbers
  readonly positionOf: (id: EventId) => number | undefined
}

/** Reads whole events, one page at a time; nothing stays open in between. */
export class LogReader {
  readonly #parts: LogReaderParts
  readonly #head

  constructor(database: Database.Database, parts: LogReaderParts) {
    this.#parts = parts
    this.#head = database.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck()
  }

  head(): Position {
    return position(this.#head.get() ?? 0)
  }

  readLog({ low, high, direction, filter, limit }: LogRead): LogReadPage {
    const head = this.head()
    const range = { low, high: Math.min(high ?? head, head) }
    if (range.low >= range.high) return { events: [] }
    const view = this.#parts.views.resolve(filter, head)
    const { events, rest } = this.#page(view, range, direction, Math.min(limit, PAGE_EVENTS))
    if (isEmpty(rest)) return { events }
    const open = direction === 'forwards' && high === undefined
    return { events, rest: open ? { low: rest.low } : rest }
  }

  readStream({ stream, from, direction, limit }: StreamRead): StreamReadPage {
    const found = this.#parts.streams.named(stream)
    if (found === undefined) return { events: [] }
    const { streamId, version } = found
    const wanted =
      direction === 'forwards'
        ? { low: Math.max(from ?? 1, 1) - 1, high: version }
        : { low: 0, high: Math.min(from ?? version, version) }
    if (wanted.low >= wanted.high) return { events: [] }
    const { low, high } = firstPart(wanted, direction, Math.min(limit, PAGE_EVENTS))
    const events = this.#parts.pages.byVersion(streamId, low + 1, high, direction)
    const last = events.at(-1)?.[2] ?? (direction === 'forwards' ? high : low + 1)
    const rest = restAfter(wanted, direction, last)
    if (rest.low >= rest.high) return { events }
    return { events, nextFrom: direction === 'forwards' ? rest.low + 1 : rest.high }
  }

  eventAt(at: Position): EventTuple | undefined {
    return this.#parts.pages.byPosition(at, at, 'forwards')[0]
  }

  eventById(id: EventId): EventTuple | undefined {
    const at = this.#parts.positionOf(id)
    return at === undefined ? undefined : this.#parts.pages.byPosition(at, at, 'forwards')[0]
  }

  eventInStream(stream: StreamName, version: StreamVersion): EventTuple | undefined {
    const found = this.#parts.streams.named(stream)
    return found && this.#parts.pages.byVersion(found.streamId, version, version, 'forwards')[0]
  }

  #page(view: View, range: PositionRange, direction: Direction, limit: number): Page {
    switch (view.kind) {
      case 'nothing':
        return { events: [], rest: nothingLeft(range, direction) }
      case 'everything':
        return this.#pageOfAll(range, direction, limit)
      case 'stream':
        return this.#pageOfStream(view.stream, range, direction, limit)
      case 'segments':
      case 'search': {
        const found = this.#parts.search.find(view.search, range, direction, limit)
        const events = found.positions.length === 0 ? [] : this.#parts.pages.listed(found.positions, direction)
        const last = events.at(-1)
        if (last === undefined || events.length === found.positions.length) return { events, rest: found.rest }
        return { events, rest: restAfter(range, direction, last[0]) }
      }
    }
  }

  #pageOfAll(range: PositionRange, direction: Direction, limit: number): Page {
    const { low, high } = firstPart(range, direction, limit)
    const events = this.#parts.pages.byPosition(low + 1, high, direction)
    const last = events.at(-1)?.[0] ?? (direction === 'forwards' ? high : low + 1)
    return { events, rest: restAfter(range, direction, last) }
  }

  #pageOfStream(stream: StreamNumber, range: PositionRange, direction: Direction, limit: number): Page {
    const { streams, pages } = this.#parts
    const versions = { low: streams.versionAt(stream, range.low), high: streams.versionAt(stream, range.high) }
    const { low, high } = firstPart(versions, direction, limit)
    const events = pages.byVersion(stream.streamId, low + 1, high, direction)
    const last = events.at(-1)
    if (last === undefined || events.length === versions.high - versions.low)
      return { events, rest: nothingLeft(range, direction) }
    return { events, rest: restAfter(range, direction, last[0]) }
  }
}
