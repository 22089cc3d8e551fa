import type { Direction } from '../../core/event-store-backend.ts'
import type { CandidateSource, Found, PositionRange } from './candidate-source.ts'
import { nothingLeft, restAfter } from './position-range.ts'

/** A few positions, in rising order, that are known beforehand. */
export class ListedSource implements CandidateSource {
  readonly #positions: readonly number[]

  constructor(positions: readonly number[]) {
    this.#positions = positions
  }

  find(range: PositionRange, direction: Direction, want: number): Found {
    const within = this.#positions.filter((position) => position > range.low && position <= range.high)
    if (direction === 'backwards') within.reverse()
    return foundOf(within.slice(0, want), range, direction, want)
  }
}

/** What was found of a range where fewer than wanted means that there are no more. */
export function foundOf(positions: readonly number[], range: PositionRange, direction: Direction, want: number): Found {
  const last = positions.at(-1)
  if (positions.length < want || last === undefined) return { positions, rest: nothingLeft(range, direction) }
  return { positions, rest: restAfter(range, direction, last) }
}
