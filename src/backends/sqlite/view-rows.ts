import type { Position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import { PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { RowPlace, RowsPage } from '../../core/log-index.ts'
import { BoundedCache } from './bounded-cache.ts'
import type { EventRows } from './event-rows.ts'
import type { LogReader } from './log-reader.ts'
import { PositionList } from './position-list.ts'
import type { Search, ViewSearch } from './view-search.ts'

const MOST_LIST_BYTES = 128 * 1024 * 1024

/** Positions asked of one search, so that it ends within its slice of time where everything fits. */
const WANTED_AT_ONCE = 20_000

/**
 * The rows of views. Everything and single streams are counted by position and version; for any other view a list of
 * positions is built, a slice of time with each call, and extended as the log grows.
 */
export class ViewRows {
  readonly #log: LogReader
  readonly #search: ViewSearch
  readonly #rows: EventRows
  readonly #lists = new BoundedCache<PositionList>(MOST_LIST_BYTES)

  constructor(log: LogReader, search: ViewSearch, rows: EventRows) {
    this.#log = log
    this.#search = search
    this.#rows = rows
  }

  rows(filter: EventFilter, fromRow: number, most: number): RowsPage {
    const limit = Math.min(most, PAGE_EVENTS)
    const first = Math.max(1, fromRow)
    const head = this.#log.head()
    const view = this.#search.resolve(filter)
    switch (view.kind) {
      case 'nothing':
        return { rows: [], total: 0, complete: true }
      case 'everything':
        return { rows: this.#rows.byPosition(first, Math.min(head, first + limit - 1)), total: head, complete: true }
      case 'stream': {
        const rows = this.#rows.byVersion(view.streamId, first, Math.min(view.version, first + limit - 1))
        return { rows, total: view.version, complete: true }
      }
      case 'search': {
        const list = this.#extended(filter, view.search, head)
        const rows = this.#rows.listed(list.slice(first - 1, first - 1 + limit), first)
        return { rows, total: list.length, complete: list.searchedTo >= head }
      }
    }
  }

  rowAt(filter: EventFilter, position: Position): RowPlace {
    const head = this.#log.head()
    const view = this.#search.resolve(filter)
    switch (view.kind) {
      case 'nothing':
        return { row: 0, total: 0, complete: true }
      case 'everything':
        return { row: Math.min(position, head), total: head, complete: true }
      case 'stream':
        return { row: this.#search.versionAt(view, position), total: view.version, complete: true }
      case 'search': {
        const list = this.#extended(filter, view.search, head)
        return { row: list.countUpTo(position), total: list.length, complete: list.searchedTo >= head }
      }
    }
  }

  #extended(filter: EventFilter, search: Search, head: Position): PositionList {
    const list = this.#lists.get(keyOf(filter), () => new PositionList())
    if (list.searchedTo < head) {
      const range = { low: list.searchedTo, high: head }
      const { positions, rest } = this.#search.find(search, range, 'forwards', WANTED_AT_ONCE)
      list.push(positions)
      list.searchedTo = rest.low
      this.#lists.trim()
    }
    return list
  }
}

function keyOf({ types, streams, category }: EventFilter): string {
  return JSON.stringify([types?.toSorted(), streams?.toSorted(), category])
}
