import type { Event, Position } from './event.ts'
import type { EventFilter } from './event-filter.ts'

/** Whose words a projection's source is written in. */
export type ProjectionDialect = 'epoch' | 'kurrentdb'

/**
 * A read model as a fold over the log. Its state is cells, one per key, each JSON data. Same events, same state: no
 * function of a projection may depend on anything but its arguments.
 */
export interface Projection {
  readonly name: string
  readonly dialect: ProjectionDialect

  /** Which events it folds; all others it never sees. */
  readonly from: EventFilter

  /**
   * What an event does: its steps in order, none of which sees what another was given, or why it does nothing.
   *
   * @throws whatever the projection's own code throws
   */
  stepsFor(event: Event): readonly FoldStep[] | SkipReason

  /** Whether an event that cannot be folded is listed and passed over, or ends the fold. */
  readonly onFailure: FailurePolicy

  /** What to show of each cell besides its key, in order. */
  readonly columns: readonly ProjectionColumn[]

  /** What is given out of a state in its place, where that is something else; `undefined` from it stands for nothing at all. */
  readonly resultOf?: (state: unknown, shared?: unknown) => unknown

  /** Key of the cell that all partitions share, where there is one: it is none of theirs. */
  readonly sharedCell?: string
}

export type FailurePolicy = 'continue' | 'stop'

/** One change that an event makes: to all of its cells or, where it throws, to none. */
export interface FoldStep {
  /** Keys of cells, each once. */
  readonly cells: readonly string[]

  /**
   * Makes the states of the cells, given in their order, the next ones. A state is JSON data that nothing else shares and may be changed
   * in place; `undefined` stands for a cell that does not live, before and after.
   */
  fold(states: unknown[], effects: ProjectionEffects): void
}

/** What a projection says besides its state. It is shown and never written anywhere. */
export interface ProjectionEffects {
  emit(event: EmittedEvent): void
  log(message: string): void
}

export interface EmittedEvent {
  readonly stream: string
  readonly type: string
  /** JSON text; of a link, `number@stream`. */
  readonly data: string
  /** JSON text, '' for none. */
  readonly metadata: string
  readonly isLink: boolean
}

/** Why an event did nothing to a read model. */
export type SkipReason =
  /** The projection's filter does not want it. */
  | 'filtered'
  | 'wrong-stream'
  /** There is no handler for its type. */
  | 'unhandled'
  /** Its key is `undefined` or `null`. */
  | 'no-partition'
  /** Its data or metadata is no JSON. */
  | 'not-json'
  /** It is a link to an event elsewhere, which is not resolved. */
  | 'link'
  | 'no-delete-handler'

export interface ProjectionColumn {
  readonly name: string
  valueOf(state: unknown): unknown
}

/**
 * An event as a projection in Epoch's dialect sees it: data and metadata parsed, so numbers past 2^53 are rounded. A handler may keep
 * parts of data in its cell: every cell an event is for gets its own copy.
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
