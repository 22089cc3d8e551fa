import type { Position } from '../../core/event.ts'
import { type EventFilter, filterKey } from '../../core/event-filter.ts'
import { PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { EventRow, RowPlace, RowsPage } from '../../core/log-index.ts'
import { BoundedCache } from './bounded-cache.ts'
import type { EventRows } from './event-rows.ts'
import type { EventSearch, Search } from './event-search.ts'
import type { LogReader } from './log-reader.ts'
import { PositionList } from './position-list.ts'
import type { SegmentBounds } from './segment-bounds.ts'
import { SegmentFit } from './segment-fit.ts'
import type { SegmentReader } from './segment-reader.ts'
import { SegmentRows, SegmentSums } from './segment-rows.ts'
import type { StreamNumbers } from './stream-numbers.ts'
import type { View, ViewResolver } from './view-resolver.ts'

const MOST_LIST_BYTES = 128 * 1024 * 1024
const MOST_SUM_BYTES = 16 * 1024 * 1024

/** Positions asked of one search, so that it ends within its slice of time where everything fits. */
const WANTED_AT_ONCE = 20_000

/** How long one question may learn about segments, and then count. */
const LEARN_MS = 15
const COUNT_MS = 10

export interface ViewRowsParts {
  readonly log: LogReader
  readonly views: ViewResolver
  readonly search: EventSearch
  readonly segments: SegmentReader
  readonly streams: StreamNumbers
  readonly rows: EventRows
}

/** The rows of one view as far as they are known. */
interface Rows {
  readonly total: number
  readonly complete: boolean
  from(row: number, limit: number): EventRow[]
  rowAt(position: number): number
}

/**
 * The rows of views. Everything and single streams are counted by position and version, and what segments answer by their counts; for any other
 * view a list of positions is built, a slice of time with each call, and extended as the log grows.
 */
export class ViewRows {
  readonly #parts: ViewRowsParts
  readonly #lists = new BoundedCache<PositionList>(MOST_LIST_BYTES)
  readonly #sums = new BoundedCache<SegmentSums>(MOST_SUM_BYTES)

  constructor(parts: ViewRowsParts) {
    this.#parts = parts
  }

  rows(filter: EventFilter, fromRow: number, most: number): RowsPage {
    const first = Math.max(1, fromRow)
    const limit = Math.min(most, PAGE_EVENTS)
    const { total, complete, from } = this.#rowsOf(filter, first + limit - 1)
    return { rows: from(first, limit), total, complete }
  }

  rowAt(filter: EventFilter, position: Position): RowPlace {
    const { total, complete, rowAt } = this.#rowsOf(filter, 0)
    return { row: rowAt(position), total, complete }
  }

  /** @param wanted rows that are asked for: where rows must be found, it ends early once there are so many */
  #rowsOf(filter: EventFilter, wanted: number): Rows {
    const head = this.#parts.log.head()
    const view = this.#parts.views.resolve(filter, head)
    switch (view.kind) {
      case 'nothing':
        return { total: 0, complete: true, from: () => [], rowAt: () => 0 }
      case 'everything':
        return {
          total: head,
          complete: true,
          from: (row, limit) => this.#parts.rows.byPosition(row, Math.min(head, row + limit - 1)),
          rowAt: (position) => Math.min(position, head),
        }
      case 'stream':
        return this.#rowsOfStream(view)
      case 'segments':
        return this.#rowsOfSegments(filter, view.bounds, head)
      case 'search':
        return this.#rowsOfList(filter, view.search, head, wanted)
    }
  }

  #rowsOfStream({ stream }: Extract<View, { kind: 'stream' }>): Rows {
    const { rows, streams } = this.#parts
    return {
      total: stream.version,
      complete: true,
      from: (row, limit) => rows.byVersion(stream.streamId, row, Math.min(stream.version, row + limit - 1)),
      rowAt: (position) => streams.versionAt(stream, position),
    }
  }

  #rowsOfSegments(filter: EventFilter, bounds: SegmentBounds, head: Position): Rows {
    const { segments } = this.#parts
    segments.learn(head, performance.now() + LEARN_MS)
    const sums = this.#sums.get(filterKey(filter), () => new SegmentSums())
    const fit = new SegmentFit(segments, bounds)
    const rows = new SegmentRows(segments, fit, sums, head, performance.now() + COUNT_MS)
    this.#sums.trim()
    return {
      total: rows.total,
      complete: rows.isComplete,
      from: (row, limit) => this.#parts.rows.listed(rows.positions(row, limit), row),
      rowAt: (position) => rows.rowAt(position),
    }
  }

  #rowsOfList(filter: EventFilter, search: Search, head: Position, wanted: number): Rows {
    const list = this.#lists.get(filterKey(filter), () => new PositionList())
    if (list.searchedTo < head) {
      const range = { low: list.searchedTo, high: head }
      const missing = wanted > list.length ? Math.min(wanted - list.length, WANTED_AT_ONCE) : WANTED_AT_ONCE
      const { positions, rest } = this.#parts.search.find(search, range, 'forwards', missing)
      list.push(positions)
      list.searchedTo = rest.low
      this.#lists.trim()
    }
    return {
      total: list.length,
      complete: list.searchedTo >= head,
      from: (row, limit) => this.#parts.rows.listed(list.slice(row - 1, row - 1 + limit), row),
      rowAt: (position) => list.countUpTo(position),
    }
  }
}
