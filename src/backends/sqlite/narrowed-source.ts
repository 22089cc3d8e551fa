import type { Direction } from '../../core/event-store-backend.ts'
import type { CandidateSource, Found, PositionRange } from './candidate-source.ts'
import type { Condition } from './condition.ts'
import type { StatementCache } from './statement-cache.ts'

/** Of what another source finds, what fits a condition. */
export class NarrowedSource implements CandidateSource {
  readonly #source: CandidateSource
  readonly #statements: StatementCache
  readonly #condition: Condition

  constructor(source: CandidateSource, statements: StatementCache, condition: Condition) {
    this.#source = source
    this.#statements = statements
    this.#condition = condition
  }

  find(range: PositionRange, direction: Direction, want: number): Found {
    const { positions, rest } = this.#source.find(range, direction, want)
    return { positions: narrowed(positions, direction, this.#statements, this.#condition), rest }
  }
}

/** Those of some positions, given in reading order, whose events fit a condition. */
export function narrowed(
  positions: readonly number[],
  direction: Direction,
  statements: StatementCache,
  { sql, binds }: Condition,
): readonly number[] {
  if (positions.length === 0 || sql === '1') return positions
  const order = direction === 'forwards' ? 'ASC' : 'DESC'
  return statements.numbers(
    `SELECT position FROM events WHERE position IN (SELECT value FROM json_each(?)) AND (${sql}) ORDER BY position ${order}`,
    [JSON.stringify(positions), ...binds],
  )
}
