import type { Direction } from '../../core/event-store-backend.ts'

/** Positions from `low`, exclusive, to `high`, inclusive. */
export interface PositionRange {
  readonly low: number
  readonly high: number
}

export interface Found {
  /** In reading order, at most as many as wanted. */
  readonly positions: readonly number[]
  /** What was not searched: nothing is left where `low` is `high`. */
  readonly rest: PositionRange
}

/** Finds the positions of events that may fit; every event that fits is among them. */
export interface CandidateSource {
  /** The first `want` candidates of a range in reading order, or those found in a slice of time (25 ms). */
  find(range: PositionRange, direction: Direction, want: number): Found
}

/** Up to where an index that is filled in the background knows the log, and what it finds there. */
export interface IndexedCandidates {
  /** Candidates up to and with this position come from `source`; what is after it must be looked through. */
  readonly indexedTo: number
  readonly source: CandidateSource
}
