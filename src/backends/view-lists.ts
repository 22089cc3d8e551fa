import { type Position, START } from '../core/event.ts'
import { type EventFilter, filterKey, isEverything } from '../core/event-filter.ts'
import type { LogSource } from './log-source.ts'
import type { LogTables } from './log-tables.ts'
import { PlaceList } from './place-list.ts'

/** How many views keep their lists; one of a log of ten million events takes up to 40 MB. */
const MAX_LISTS = 8

/** The rows of a view, from 1, as places in the log, from 0. */
export interface ViewList {
  /** Rows found so far. */
  readonly total: number
  /** Whether the view has been searched to the head. */
  readonly complete: boolean
  placeOf(row: number): number
  /** How many rows are among the first `places` of the log. */
  countWithin(places: number): number
}

/** Lists of the places that fit a filter, made on demand, continued as the log grows. */
export class ViewLists {
  readonly #source: Pick<LogSource, 'readAll'>
  readonly #tables: LogTables
  readonly #lists = new Map<string, PlaceList>()

  constructor(source: Pick<LogSource, 'readAll'>, tables: LogTables) {
    this.#source = source
    this.#tables = tables
  }

  /** The view's rows as far as the tables go now or, where events have to be read for it, as far as a slice of time lets it come. */
  async list(view: EventFilter): Promise<ViewList> {
    if (isEverything(view)) return wholeLog(this.#tables)
    const key = filterKey(view)
    const list = this.#lists.get(key) ?? new PlaceList(this.#tables, view, (from, to) => this.#find(view, from, to))
    this.#lists.delete(key)
    this.#lists.set(key, list)
    for (const oldest of this.#lists.keys()) {
      if (this.#lists.size <= MAX_LISTS) break
      this.#lists.delete(oldest)
    }
    await list.search()
    return list
  }

  /** The places from `from` to `to`, both inclusive, whose event fits. */
  async #find(view: EventFilter, from: number, to: number): Promise<number[]> {
    const after: Position = from === 0 ? START : this.#tables.positionAt(from - 1)
    const upTo = this.#tables.positionAt(to)
    const places: number[] = []
    for await (const events of this.#source.readAll({ filter: view, after, upTo }))
      for (const event of events) places.push(this.#tables.countUpTo(event.position) - 1)
    return places
  }
}

function wholeLog(tables: LogTables): ViewList {
  return {
    total: tables.size,
    complete: true,
    placeOf: (row) => row - 1,
    countWithin: (places) => Math.min(places, tables.size),
  }
}
