import type Database from 'better-sqlite3'
import { formatPayloadPath } from '../../core/filter/payload-path.ts'
import { BoundedCache } from './bounded-cache.ts'
import type { IndexedCandidates } from './candidate-source.ts'
import { GatheredPositions, prepareValuesRead } from './gathered-positions.ts'
import { type IndexedReads, type IndexMark, inBothDirections } from './indexed-reads.ts'
import { type PathQuestion, type StoredValue, type ValueRange, valuesFitting } from './path-value.ts'

const GATHERED_BYTES = 8 * 1024 * 1024

/** What was gathered serves until so many more positions are indexed. */
const GATHERED_FOR_POSITIONS = 10_000

/** Finds events by what is at a payload path; see {@link IndexedReads} for how far it may be trusted. */
export class PathIndexes {
  readonly #database: Database.Database
  readonly #reads: IndexedReads
  readonly #gathered = new BoundedCache<GatheredPositions>(GATHERED_BYTES)
  #statements: Statements | undefined

  constructor(database: Database.Database, reads: IndexedReads) {
    this.#database = database
    this.#reads = reads
  }

  /**
   * Undefined where the path has no index or that is no help. Candidates must be looked at: an index keeps the beginnings of texts, and
   * numbers as doubles.
   */
  candidates(question: PathQuestion): IndexedCandidates | undefined {
    const mark = this.#reads.mark(formatPayloadPath(question.path))
    const fitting = valuesFitting(question)
    if (mark === undefined || fitting === undefined) return undefined
    this.#statements ??= prepareStatements(this.#database)
    return fitting.kind === 'equal'
      ? this.#equal(mark, fitting.value, this.#statements)
      : this.#between(mark, fitting.ranges, question, this.#statements)
  }

  #equal(mark: IndexMark, value: StoredValue, { positions }: Statements): IndexedCandidates {
    const source = this.#reads.source(mark, ({ low, high }, direction, limit) =>
      positions[direction].all(mark.id, value, low, high, limit),
    )
    return { indexedTo: mark.indexedTo, source }
  }

  #between(
    mark: IndexMark,
    ranges: readonly ValueRange[],
    question: PathQuestion,
    { values }: Statements,
  ): IndexedCandidates | undefined {
    const asked = question.kind === 'has' ? [] : [question.operator, question.value]
    const key = JSON.stringify([mark.id, mark.name, asked, Math.floor(mark.indexedTo / GATHERED_FOR_POSITIONS)])
    this.#gathered.trim()
    const source = this.#gathered.get(key, () => new GatheredPositions(mark, ranges, this.#reads, values))
    return source.isGivenUp ? undefined : { indexedTo: source.indexedTo, source }
  }
}

type Statements = ReturnType<typeof prepareStatements>

function prepareStatements(database: Database.Database) {
  return {
    values: prepareValuesRead(database),
    positions: inBothDirections(
      (order) =>
        `SELECT position FROM path_values WHERE index_id = ? AND value = ? AND position > ? AND position <= ?
         ORDER BY position ${order} LIMIT ?`,
      (sql) => database.prepare<[number, StoredValue, number, number, number], number>(sql).pluck(),
    ),
  }
}
