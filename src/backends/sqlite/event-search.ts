import type { Event } from '../../core/event.ts'
import type { Direction } from '../../core/event-store-backend.ts'
import type { Found, PositionRange } from './candidate-source.ts'
import type { EventPages } from './event-pages.ts'
import { eventOfTuple } from './event-tuple.ts'
import { isEmpty, restAfter } from './position-range.ts'
import type { SearchPlan } from './search-plan.ts'

/** How long one search may take; what is left is the caller's to ask for again. */
const SEARCH_MS = 25

/** Candidates asked for at once where each must be looked at: few at first; many would be found again in the next slice. */
const FIRST_CANDIDATES = 125
const MOST_CANDIDATES = 1000

/** How many of them are read at once. */
const READ_AT_ONCE = 100

/** A filter as it is searched for. */
export interface Search {
  readonly plan: SearchPlan
  readonly fits: (event: Event) => boolean
}

/** Finds the positions of the events that fit a filter, a slice of time with each call. */
export class EventSearch {
  readonly #pages: EventPages

  constructor(pages: EventPages) {
    this.#pages = pages
  }

  /** The first `want` positions of a range in reading order, or those found in time. */
  find({ plan, fits }: Search, range: PositionRange, direction: Direction, want: number): Found {
    const untilMs = performance.now() + SEARCH_MS
    const positions: number[] = []
    let rest = range
    let candidates = FIRST_CANDIDATES
    do {
      const limit = want - positions.length
      const found = plan.source.find(rest, direction, plan.exact ? limit : candidates)
      candidates = Math.min(MOST_CANDIDATES, 2 * candidates)
      const { fitting, seen } = plan.exact
        ? { fitting: found.positions, seen: found.positions.length }
        : this.#fitting(found.positions, direction, { fits, limit, untilMs })
      for (const position of fitting) positions.push(position)
      const last = seen < found.positions.length ? (found.positions[seen - 1] ?? 0) : undefined
      rest = last === undefined ? found.rest : restAfter(rest, direction, last)
    } while (positions.length < want && !isEmpty(rest) && performance.now() < untilMs)
    return { positions, rest }
  }

  /** Looks at whole events until enough fit or it is time to stop, at one at least. */
  #fitting(
    candidates: readonly number[],
    direction: Direction,
    { fits, limit, untilMs }: { readonly fits: Search['fits']; readonly limit: number; readonly untilMs: number },
  ): { readonly fitting: readonly number[]; readonly seen: number } {
    const fitting: number[] = []
    let seen = 0
    do {
      const some = candidates.slice(seen, seen + READ_AT_ONCE)
      const tuples = this.#pages.listed(some, direction)
      for (const tuple of tuples) {
        if (!fits(eventOfTuple(tuple))) continue
        fitting.push(tuple[0])
        if (fitting.length === limit) return { fitting, seen: candidates.indexOf(tuple[0], seen) + 1 }
      }
      const last = tuples.at(-1)
      seen = last === undefined ? seen + some.length : candidates.indexOf(last[0], seen) + 1
    } while (seen < candidates.length && performance.now() < untilMs)
    return { fitting, seen }
  }
}
