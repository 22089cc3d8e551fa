import type { StreamName } from '../../core/event.ts'
import type { Direction } from '../../core/event-store-backend.ts'
import type { Place } from './event-of-row.ts'
import type { StreamPlace } from './foreign-contract.ts'
import type { Selection } from './foreign-row.ts'

/** A row of the table of events, as its selection has it, and what is known of the event besides. */
export interface FoundRow {
  readonly place: Place
  readonly row: readonly unknown[]
}

/** The rows of a store's log by the positions that Epoch gives them. Rows that are no events are none of them. */
export interface LogRows {
  /** The last position; 0 when there is none. */
  head(): number
  /** Rows from one position to another, both inclusive. */
  between(low: number, high: number, direction: Direction, selection: Selection): Iterable<FoundRow>
  /** Rows of a stream after a place in it, in order of version and position; those without a version are not part of it. */
  inStream(stream: StreamName, after: StreamPlace, direction: Direction, selection: Selection): Iterable<FoundRow>
  /** What some SQL over the table gives for the event at a position; nothing where there is none. */
  valuesAt(position: number, expressions: string): readonly unknown[] | undefined
  /** The row at a position, read as `selection` says. */
  rowAt(position: number, selection: Selection): FoundRow | undefined
  /** How many events stand at or before a position. @param beat called while it takes long */
  countUpTo(position: number, beat: () => void): number
  /** The position of the event that is the `row`th of the log, from 1; nothing past the end. */
  positionOfRow(row: number, beat: () => void): number | undefined
  /** The position of the last event whose order, in the store's own numbers, is at or below a number; 0 where there is none. */
  positionAtOrder(order: bigint): number
  /** The order of the last event in the store's own numbers; 0 where there is none. */
  lastOrder(): bigint
  /** Takes note of what other programs have committed. */
  moveOn(beat: () => void): void
}
