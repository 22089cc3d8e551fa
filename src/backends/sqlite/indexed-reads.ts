import type Database from 'better-sqlite3'
import { position } from '../../core/event.ts'
import type { Direction } from '../../core/event-store-backend.ts'
import type { SearchIndex, SearchIndexName } from '../../core/search-indexes.ts'
import type { CandidateSource, Found, PositionRange } from './candidate-source.ts'
import { userVersion } from './epoch-schema.ts'
import { firstPart, isEmpty, restAfter, restAfterPart } from './position-range.ts'

/** The first version of the schema that has search indexes. */
const FIRST_VERSION = 2

/** How many positions one statement looks through: 25 ms where it finds nothing among words that all events have. */
const WINDOW_POSITIONS = 200_000

/** Most positions that one statement gives. */
const MOST_AT_ONCE = 10_000

const FIND_MS = 25

/** An index as it was when its mark was read. */
export interface IndexMark {
  readonly id: number
  readonly name: string
  readonly indexedTo: number
}

/** Finds up to `limit` positions of a range in reading order, all of which the index knows. */
type FindInIndex = (range: PositionRange, direction: Direction, limit: number) => readonly number[]

/**
 * Reads what is filled behind a mark. Each find reads the mark again, in the same read: where the index has gone or does not reach as far as
 * was asked, every position is a candidate, so that nothing is missed.
 */
export class IndexedReads {
  readonly #database: Database.Database
  readonly #statements: ReturnType<typeof prepareStatements> | undefined
  readonly #every

  constructor(database: Database.Database) {
    this.#database = database
    this.#statements = userVersion(database) >= FIRST_VERSION ? prepareStatements(database) : undefined
    this.#every = inBothDirections(
      (order) => `SELECT position FROM events WHERE position > ? AND position <= ? ORDER BY position ${order} LIMIT ?`,
      (sql) => database.prepare<[number, number, number], number>(sql).pluck(),
    )
  }

  /** Undefined where there is no such index, or it is being removed. */
  mark(name: string): IndexMark | undefined {
    const row = this.#statements?.named.get(name)
    return row && { id: row[0], name, indexedTo: row[1] }
  }

  list(): readonly SearchIndex[] {
    const rows = this.#statements?.all.all() ?? []
    return rows.map(([of, indexedTo, entries, bytes]) => ({ of, indexedTo: position(indexedTo), entries, bytes }))
  }

  /** What `read` gives, with whether the index is still filled up to `upTo`. */
  inOneRead<Result>({ id, name }: IndexMark, upTo: number, read: (isFilled: boolean) => Result): Result {
    return this.#database.transaction(() => {
      const row = this.#statements?.named.get(name)
      return read(row !== undefined && row[0] === id && row[1] >= upTo)
    })()
  }

  source(mark: IndexMark, inIndex: FindInIndex): CandidateSource {
    return findingInWindows((window, direction, limit) =>
      this.inOneRead(mark, window.high, (isFilled) => (isFilled ? inIndex : this.every)(window, direction, limit)),
    )
  }

  readonly every: FindInIndex = ({ low, high }, direction, limit) => this.#every[direction].all(low, high, limit)
}

/** Finds window by window, for a slice of time. */
export function findingInWindows(findSome: FindInIndex): CandidateSource {
  return {
    find(range, direction, want): Found {
      const untilMs = performance.now() + FIND_MS
      const positions: number[] = []
      let rest = range
      while (positions.length < want && !isEmpty(rest)) {
        const window = firstPart(rest, direction, WINDOW_POSITIONS)
        const limit = Math.min(want - positions.length, MOST_AT_ONCE)
        const found = findSome(window, direction, limit)
        positions.push(...found)
        const last = found.length < limit ? undefined : found.at(-1)
        rest = last === undefined ? restAfterPart(rest, direction, window) : restAfter(rest, direction, last)
        if (performance.now() >= untilMs) break
      }
      return { positions, rest }
    },
  }
}

/** A statement for each direction, with the order that it reads in. */
export function inBothDirections<Statement>(
  sql: (order: 'ASC' | 'DESC') => string,
  prepare: (sql: string) => Statement,
): Readonly<Record<Direction, Statement>> {
  return { forwards: prepare(sql('ASC')), backwards: prepare(sql('DESC')) }
}

function prepareStatements(database: Database.Database) {
  return {
    named: database
      .prepare<[string], [number, number]>('SELECT id, indexed_to FROM search_indexes WHERE name = ? AND entries >= 0')
      .raw(),
    all: database
      .prepare<[], [SearchIndexName, number, number, number]>(
        'SELECT name, indexed_to, entries, bytes FROM search_indexes WHERE entries >= 0 ORDER BY name',
      )
      .raw(),
  }
}
