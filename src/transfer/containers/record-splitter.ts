import type { ImportFault, TextPlace } from '../history-source.ts'

/** Most bytes of one record. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024

/** One record's bytes in a text. */
export interface TextRecord extends TextPlace {
  readonly bytes: Uint8Array
  /** How many UTF-16 units of its line are before it. */
  readonly unitsBefore: number
  /** Whether it had more bytes than the limit; then `bytes` is empty. */
  readonly tooLong: boolean
  /** Where its text ends, with what ends it, from the beginning of the text. */
  readonly endOffset: number
}

/** Cuts a text into records, in whatever chunks it comes. It never holds more than a chunk and one record. */
export interface RecordSplitter {
  /** The records that end in `chunk`, and what is wrong between records. The chunk must not be changed afterwards. */
  push(chunk: Uint8Array): Iterable<TextRecord | ImportFault>
  /** What is left when the text has ended. */
  finish(): Iterable<TextRecord | ImportFault>
}
