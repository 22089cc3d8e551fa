import type Database from 'better-sqlite3'
import { categoryOf, type EventType, type StreamName } from '../../core/event.ts'
import { type EventFilter, isEverything } from '../../core/event-filter.ts'
import type { Direction } from '../../core/event-store-backend.ts'

/** Views of streams with fewer events than this are found by gathering those streams whole. */
const FEW_EVENTS = 20_000

/** How many positions one statement looks through where it might find nothing. */
const WINDOW_POSITIONS = 20_000

/** How long one search may take; what is left is the caller's to ask for again. */
const SEARCH_MS = 25

/** Positions from `low`, exclusive, to `high`, inclusive. */
export interface PositionRange {
  readonly low: number
  readonly high: number
}

/** How the events that fit a filter are found. */
export type View =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'everything' }
  | { readonly kind: 'stream'; readonly streamId: number; readonly version: number }
  | { readonly kind: 'search'; readonly search: Search }

export interface Search {
  /** Which index to go by. */
  readonly by: 'INDEXED BY events_by_stream' | 'INDEXED BY events_by_type' | 'NOT INDEXED'
  readonly conditions: readonly Condition[]
  readonly windowPositions: number
}

interface Condition {
  readonly sql: string
  readonly bind: number | string
}

export interface Found {
  /** In reading order, at most as many as wanted. */
  readonly positions: readonly number[]
  /** What was not searched. */
  readonly rest: PositionRange
}

/** Finds the positions of the events that fit a filter, by the numbers behind its names and through indexes. */
export class ViewSearch {
  readonly #database: Database.Database
  readonly #searches = new Map<string, Database.Statement<unknown[], number>>()
  readonly #stream
  readonly #type
  readonly #category
  readonly #atVersion

  constructor(database: Database.Database) {
    this.#database = database
    this.#stream = database.prepare<[string], [number, number]>('SELECT id, version FROM streams WHERE name = ?').raw()
    this.#type = database.prepare<[string], number>('SELECT id FROM types WHERE name = ?').pluck()
    this.#category = database
      .prepare<[string], [number, number]>('SELECT id, events FROM categories WHERE name = ?')
      .raw()
    this.#atVersion = database
      .prepare<[number, number], number>('SELECT position FROM events WHERE stream_id = ? AND version = ?')
      .pluck()
  }

  /**
   * Names that the store does not have fit nothing: read the head first, then resolve, and search no further than that
   * head; for a later one resolve again.
   */
  resolve(filter: EventFilter): View {
    if (isEverything(filter)) return { kind: 'everything' }
    const types = filter.types && this.#typeIds(filter.types)
    if (types?.length === 0) return { kind: 'nothing' }
    if (filter.streams) return this.#viewOfStreams(filter.streams, filter.category, types)
    if (filter.category !== undefined) return this.#viewOfCategory(filter.category, types)
    return types ? searching('INDEXED BY events_by_type', [typeCondition(types)]) : { kind: 'everything' }
  }

  /** The first `want` positions in a range, in reading order, or those found in a slice of time. */
  find(search: Search, range: PositionRange, direction: Direction, want: number): Found {
    const statement = this.#statementOf(search, direction)
    const binds = search.conditions.map((condition) => condition.bind)
    const untilMs = performance.now() + SEARCH_MS
    const positions: number[] = []
    let rest = range
    do {
      const window = firstPart(rest, direction, search.windowPositions)
      const found = statement.all([...binds, window.low, window.high, want - positions.length])
      for (const position of found) positions.push(position)
      const end = direction === 'forwards' ? window.high : window.low + 1
      rest = restAfter(rest, direction, positions.length < want ? end : (positions.at(-1) ?? end))
    } while (positions.length < want && rest.low < rest.high && performance.now() < untilMs)
    return { positions, rest }
  }

  /** The version of a stream at a position of the store. */
  versionAt({ streamId, version }: { readonly streamId: number; readonly version: number }, position: number): number {
    let low = 0
    let high = version
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#atVersion.get(streamId, middle) ?? 0) <= position) low = middle
      else high = middle - 1
    }
    return low
  }

  streamNamed(name: StreamName): { readonly streamId: number; readonly version: number } | undefined {
    const row = this.#stream.get(name)
    return row && { streamId: row[0], version: row[1] }
  }

  #typeIds(names: readonly EventType[]): number[] {
    return names.flatMap((name) => this.#type.get(name) ?? [])
  }

  #viewOfStreams(
    names: readonly StreamName[],
    category: string | undefined,
    types: readonly number[] | undefined,
  ): View {
    const wanted = new Set(names.filter((name) => category === undefined || categoryOf(name) === category))
    const streams = [...wanted].flatMap((name) => this.streamNamed(name) ?? [])
    const [only, another] = streams
    if (only === undefined) return { kind: 'nothing' }
    if (another === undefined && types === undefined) return { kind: 'stream', ...only }
    const ids = JSON.stringify(streams.map((stream) => stream.streamId))
    const conditions = [
      { sql: 'stream_id IN (SELECT value FROM json_each(?))', bind: ids },
      ...(types ? [typeCondition(types)] : []),
    ]
    const events = streams.reduce((sum, stream) => sum + stream.version, 0)
    return searching(events <= FEW_EVENTS ? 'INDEXED BY events_by_stream' : 'NOT INDEXED', conditions)
  }

  #viewOfCategory(name: string, types: readonly number[] | undefined): View {
    const row = this.#category.get(name)
    if (row === undefined) return { kind: 'nothing' }
    const [bind, events] = row
    const ofTypes = types ? [typeCondition(types)] : []
    if (events <= FEW_EVENTS) {
      const sql = 'stream_id IN (SELECT id FROM streams WHERE category_id = ?)'
      return searching('INDEXED BY events_by_stream', [{ sql, bind }, ...ofTypes])
    }
    const sql = '(SELECT category_id FROM streams WHERE id = stream_id) = ?'
    return searching(types ? 'INDEXED BY events_by_type' : 'NOT INDEXED', [...ofTypes, { sql, bind }])
  }

  #statementOf({ by, conditions }: Search, direction: Direction): Database.Statement<unknown[], number> {
    const where = [...conditions.map((condition) => condition.sql), 'position > ?', 'position <= ?'].join(' AND ')
    const order = direction === 'forwards' ? 'ASC' : 'DESC'
    const sql = `SELECT position FROM events ${by} WHERE ${where} ORDER BY position ${order} LIMIT ?`
    const known = this.#searches.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare<unknown[], number>(sql).pluck()
    this.#searches.set(sql, statement)
    return statement
  }
}

/** What is left of a range once it has been read up to and with `position`. */
export function restAfter({ low, high }: PositionRange, direction: Direction, position: number): PositionRange {
  return direction === 'forwards' ? { low: position, high } : { low, high: position - 1 }
}

/** The part of a range that reading comes to first. */
export function firstPart({ low, high }: PositionRange, direction: Direction, positions: number): PositionRange {
  return direction === 'forwards'
    ? { low, high: Math.min(high, low + positions) }
    : { low: Math.max(low, high - positions), high }
}

function typeCondition(types: readonly number[]): Condition {
  const [only, another] = types
  if (only !== undefined && another === undefined) return { sql: 'type_id = ?', bind: only }
  return { sql: 'type_id IN (SELECT value FROM json_each(?))', bind: JSON.stringify(types) }
}

/** A search by streams reads them whole anyway, and one by a single type is in order of position and stops by itself. */
function searching(by: Search['by'], conditions: readonly Condition[]): View {
  const whole =
    by === 'INDEXED BY events_by_stream' || (conditions.length === 1 && conditions[0]?.sql === 'type_id = ?')
  return {
    kind: 'search',
    search: { by, conditions, windowPositions: whole ? Number.MAX_SAFE_INTEGER : WINDOW_POSITIONS },
  }
}
