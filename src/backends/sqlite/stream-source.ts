import type { Direction } from '../../core/event-store-backend.ts'
import type { CandidateSource, Found, PositionRange } from './candidate-source.ts'
import { foundOf } from './listed-source.ts'
import type { StatementCache } from './statement-cache.ts'

/** The events of a few streams, which are gathered whole each time. */
export class StreamSource implements CandidateSource {
  readonly #statements: StatementCache
  readonly #streams: string

  /** @param streams their numbers */
  constructor(statements: StatementCache, streams: readonly number[]) {
    this.#statements = statements
    this.#streams = JSON.stringify(streams)
  }

  find(range: PositionRange, direction: Direction, want: number): Found {
    const order = direction === 'forwards' ? 'ASC' : 'DESC'
    const positions = this.#statements.numbers(
      `SELECT position FROM events INDEXED BY events_by_stream
       WHERE stream_id IN (SELECT value FROM json_each(?)) AND position > ? AND position <= ?
       ORDER BY position ${order} LIMIT ?`,
      [this.#streams, range.low, range.high, want],
    )
    return foundOf(positions, range, direction, want)
  }
}
