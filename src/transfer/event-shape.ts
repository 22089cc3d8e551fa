import type { EventId, NewEvent, StreamName } from '../core/event.ts'
import type { TextRange } from '../core/json-scanner.ts'

/** One JSON object out of a text, and where its members' values stand in it; of a name that is there twice, the last one. */
export interface JsonRecord {
  readonly text: string
  readonly members: ReadonlyMap<string, TextRange>
}

/** An event as a record has it: what it may leave out is not filled in yet. */
export interface DecodedEvent extends Omit<NewEvent, 'id' | 'createdAtUs'> {
  readonly id?: EventId
  readonly createdAtUs?: number
  /** The time as the record has it; '' if it has none. */
  readonly timeText: string
}

export interface DecoderOptions {
  /** The stream of records that name none. */
  readonly stream?: StreamName
}

/**
 * Reads the event that one record is; undefined for a record that stands for an event elsewhere, as a link does.
 *
 * @throws EpochError that says in `details.at` where in the record (UTF-16 units from 0) it went wrong
 */
export type DecodeRecord = (record: JsonRecord) => DecodedEvent | undefined

/** A way to write an event as a JSON object: known by its members, never by the name of a file. One file each, on the list in event-shapes.ts. */
export interface EventShape {
  /** In words, as in "CloudEvents 1.0". */
  readonly name: string
  /** Whether a record is of this shape; asked in the order of the list, the first that fits reads the record. */
  fits(record: JsonRecord): boolean
  /** Begins a text: a decoder may keep what it has seen in it. */
  decoder(options: DecoderOptions): DecodeRecord
}
