import type { Position } from './event.ts'
import type { JsonText } from './json.ts'

/**
 * An alternative to a store's history, laid over it and never written into it. Versions are not renumbered: what is skipped leaves a gap.
 */
export interface WhatIf {
  readonly name: string
  /** Events that did not happen. */
  readonly skip: readonly Position[]
  /** Events that happened otherwise; at most one a position, and none that is skipped. */
  readonly edit: readonly EditedEvent[]
  /** Events that happened besides, at most {@link MAX_INSERTED}. */
  readonly insert: readonly InsertedEvent[]
}

export interface EditedEvent {
  readonly position: Position
  readonly type: string
  readonly data: JsonText
  readonly metadata: JsonText
}

export interface InsertedEvent {
  /** The event it comes after, before {@link INSERT_BEFORE}; 0 for the start. Several after one come in the order in which they stand in the list. */
  readonly after: Position
  readonly stream: string
  readonly type: string
  readonly data: JsonText
  readonly metadata: JsonText
}

/** Places between one whole position and the next: exact in a double up to {@link INSERT_BEFORE}. */
const PLACES = 4096

export const MAX_INSERTED = PLACES - 1

/** From this position on nothing can be inserted. */
export const INSERT_BEFORE = 2 ** 40

/**
 * The position of the `nth` event, from 1, inserted after an event of the store: a fraction, greater than that event's and less than any
 * later one's.
 *
 * @throws RangeError where there is no such place
 */
export function insertedPosition(after: Position, nth: number): Position {
  if (!Number.isSafeInteger(after) || after < 0 || after >= INSERT_BEFORE || nth < 1 || nth > MAX_INSERTED)
    throw new RangeError(`no place ${after}+${nth}`)
  return (after + nth / PLACES) as Position
}

/** The last place before the next event of the store: a what-if up to there has all that is inserted after this event. */
export function lastPlaceAfter(position: Position): Position {
  return position < INSERT_BEFORE ? insertedPosition(storePosition(position), MAX_INSERTED) : position
}

/** The event of the store that a place is at or after. */
export function storePosition(place: Position): Position {
  return Math.floor(place) as Position
}

/** A place in a what-if as people read it: `1200`, or `1200+1` for the first event inserted after that. */
export function placeText(place: Position): string {
  const after = storePosition(place)
  return place === after ? String(place) : `${after}+${Math.round((place - after) * PLACES)}`
}
