import type { Event } from '../../core/event.ts'

/** A way to write events as text, one after the other. One file each, on the list in export-formats.ts. */
export interface TextFormat {
  /** In words, as in "CloudEvents". */
  readonly name: string
  readonly mediaType: string
  /** What a file of this kind is called after its own name, with the dot. */
  readonly extension: string
  /** Present where events are written without their streams, so that a file holds one stream at most. */
  readonly oneStream?: true
  /** Before the first event, between two, and after the last; the first and the last are there without events as well. */
  readonly head: string
  readonly between: string
  readonly foot: string
  /** Data and metadata in it are the very characters that are stored, unless the format says otherwise. */
  text(event: Event): string
}
