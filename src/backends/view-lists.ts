import { type EventFilter, isEverything, matchesFilter } from '../core/event-filter.ts'
import { uint32Column } from './growing-column.ts'
import type { LogTables } from './log-tables.ts'

/** How many views keep their lists; one of a log of ten million events takes up to 40 MB. */
const MAX_LISTS = 8

/** The rows of a view, from 1, as places in the log, from 0. */
export interface ViewList {
  readonly total: number
  placeOf(row: number): number
  /** How many rows are among the first `places` of the log. */
  countWithin(places: number): number
}

/** Lists of the places that fit a filter, made on demand, continued as the log grows. */
export class ViewLists {
  readonly #tables: LogTables
  readonly #lists = new Map<string, PlaceList>()

  constructor(tables: LogTables) {
    this.#tables = tables
  }

  /** The view's rows as far as the tables go now. */
  list(view: EventFilter): ViewList {
    if (isEverything(view)) return wholeLog(this.#tables)
    const key = JSON.stringify([view.types, view.streams, view.category])
    const list = this.#lists.get(key) ?? new PlaceList(this.#tables, view)
    this.#lists.delete(key)
    this.#lists.set(key, list)
    for (const oldest of this.#lists.keys()) {
      if (this.#lists.size <= MAX_LISTS) break
      this.#lists.delete(oldest)
    }
    list.search()
    return list
  }
}

function wholeLog(tables: LogTables): ViewList {
  return { total: tables.size, placeOf: (row) => row - 1, countWithin: (places) => Math.min(places, tables.size) }
}

class PlaceList implements ViewList {
  readonly #tables: LogTables
  readonly #view: EventFilter
  readonly #places = uint32Column()
  /** Whether the stream, or the type, of each number fits. */
  readonly #streamFits: boolean[] = []
  readonly #typeFits: boolean[] = []
  #searched = 0

  constructor(tables: LogTables, view: EventFilter) {
    this.#tables = tables
    this.#view = view
  }

  get total(): number {
    return this.#places.length
  }

  placeOf(row: number): number {
    return this.#places.at(row - 1)
  }

  countWithin(places: number): number {
    return this.#places.countUpTo(places - 1)
  }

  search(): void {
    this.#judgeNewNames()
    const { size, streamOf, typeOf } = this.#tables
    for (let place = this.#searched; place < size; place++)
      if (this.#streamFits[streamOf.at(place)] && this.#typeFits[typeOf.at(place)]) this.#places.push(place)
    this.#searched = size
  }

  /** A filter looks at stream and type apart, so each name needs to be judged only once. */
  #judgeNewNames(): void {
    const { types, ...ofStreams } = this.#view
    const ofTypes: EventFilter = types === undefined ? {} : { types }
    const [someStream] = this.#tables.streams
    const [someType] = this.#tables.types
    if (someStream === undefined || someType === undefined) return
    for (const { name } of this.#tables.streams.slice(this.#streamFits.length))
      this.#streamFits.push(matchesFilter(ofStreams, { stream: name, type: someType.name }))
    for (const { name } of this.#tables.types.slice(this.#typeFits.length))
      this.#typeFits.push(matchesFilter(ofTypes, { stream: someStream.name, type: name }))
  }
}
