import type { Direction } from '../../core/event-store-backend.ts'
import type { CandidateSource, Found, IndexedCandidates, PositionRange } from './candidate-source.ts'
import { isEmpty } from './position-range.ts'

/** Goes by an index as far as that knows the log, and by another source after it. */
export class SplitSource implements CandidateSource {
  readonly #indexed: IndexedCandidates
  readonly #after: CandidateSource

  constructor(indexed: IndexedCandidates, after: CandidateSource) {
    this.#indexed = indexed
    this.#after = after
  }

  find({ low, high }: PositionRange, direction: Direction, want: number): Found {
    const { indexedTo, source } = this.#indexed
    const known = { low, high: Math.min(high, indexedTo) }
    const unknown = { low: Math.max(low, indexedTo), high }
    if (isEmpty(unknown)) return source.find(known, direction, want)
    if (isEmpty(known)) return this.#after.find(unknown, direction, want)
    if (direction === 'forwards') {
      const { positions, rest } = source.find(known, direction, want)
      return { positions, rest: { low: rest.low, high } }
    }
    const { positions, rest } = this.#after.find(unknown, direction, want)
    return { positions, rest: { low, high: rest.high } }
  }
}
