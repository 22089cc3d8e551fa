import type { Event, EventType, Position } from '../event.ts'

/** Most fields of a type that are told of; the first that came. */
export const MAX_FIELDS = 500

/** In so many runs of neighbouring events of a type its fields are counted. */
export const FIELD_RUNS = 60

/** When the data of a type's events had which fields. */
export interface FieldHistory {
  readonly type: EventType
  readonly events: number
  /** Ends of the runs that presences are counted in: the position of the last event of each, ascending. */
  readonly runs: readonly Position[]
  /** How many events each run has. */
  readonly runEvents: readonly number[]
  /** In the order in which they came. */
  readonly fields: readonly FieldPresence[]
  /** Whether there were more than {@link MAX_FIELDS}. */
  readonly cut: boolean
}

/** One field by its payload path, as in filters; an array's items are one field. */
export interface FieldPresence {
  readonly path: string
  /** What JSON calls its values, in order of name: `number`, `text`, `boolean`, `null`, `object`, `array`. */
  readonly kinds: readonly string[]
  readonly present: number
  /** In how many events of each run it is. */
  readonly inRun: readonly number[]
  readonly firstWith: Position
  readonly lastWith: Position
  /** The first event that has it not, after one that had it; absent where it never went. */
  readonly firstWithoutAfter?: Position
}

/** Takes the events of one type in order, and tells what their data had when. */
export type FieldHistoryFold = (events: readonly Event[]) => void
