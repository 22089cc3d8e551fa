import type { Position } from './event.ts'
import type { EventFilter } from './event-filter.ts'

/**
 * A read model as a fold over the log. Its state is cells, one per key, each JSON data. Same events, same state: no
 * function of a projection may depend on anything but its arguments.
 */
export interface Projection {
  readonly name: string

  /** Which events it folds; all others it never sees. */
  readonly from: EventFilter

  /** The cells that an event is for, each once; none when the event is not handled. */
  keysOf(event: ProjectedEvent): readonly string[]

  /** The state of a cell before its first event, JSON data that no other cell shares. */
  init(key: string): unknown

  /**
   * Folds an event into one cell, whose state it may change in place.
   *
   * @returns the cell's next state, `null` to delete the cell, or `undefined` to keep what it was given. After a throw the cell is
   * as it was before, whatever was changed.
   */
  apply(state: unknown, event: ProjectedEvent): unknown

  /** What to show of each cell besides its key, in order. */
  readonly columns: readonly ProjectionColumn[]
}

export interface ProjectionColumn {
  readonly name: string
  valueOf(state: unknown): unknown
}

/**
 * An event as a projection sees it: data and metadata parsed, so numbers past 2^53 are rounded. A handler may keep parts of
 * data in its cell: every cell an event is for gets its own copy.
 */
export interface ProjectedEvent {
  readonly id: string
  readonly streamId: string
  readonly category: string
  /** From 1. */
  readonly streamVersion: number
  readonly position: Position
  readonly type: string
  readonly data: unknown
  /** `{}` where the store has none. */
  readonly metadata: unknown
  /** ISO 8601 in UTC, to the millisecond, or to the microsecond where the event has one. */
  readonly createdAt: string
  readonly correlationId: string | undefined
  readonly causationId: string | undefined
}

/** How far a projection has come: every event that it folds, up to and including `position`, is in its state. */
export interface Checkpoint {
  readonly projection: string
  readonly position: Position
}
