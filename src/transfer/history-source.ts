import type { ImportedEvent } from '../core/event-import.ts'
import type { StoreMapping } from '../core/store-mapping.ts'

/** A part of a history on its way in, in order. What cannot be an event is a fault; everything else goes on. */
export interface HistoryBatch {
  readonly events: readonly ImportedEvent[]
  /** Where each of `events` was found, for histories that are text. */
  readonly places?: readonly TextPlace[]
  readonly faults: readonly ImportFault[]
  /** How much of the history has been read, in the history's own unit: bytes, commits or events. */
  readonly done: number
  /** How much there is, in the same unit; absent where nobody knows. */
  readonly total?: number
}

/** A history in batches; it begins to read when it is iterated, and lets go of what it holds when that ends. */
export type History = AsyncIterable<HistoryBatch>

/** A history out of a file or a pipe, and what its text was taken for. */
export interface RecognisedHistory {
  /** In words, as in "CloudEvents 1.0, one a line, gzip". */
  readonly format: string
  /** What a person said about the columns, where that was used. */
  readonly mapping?: StoreMapping
  readonly history: History
  /** Lets go of what it holds where it is not iterated; absent where that is nothing. */
  readonly close?: () => Promise<void>
}

export interface TextPlace {
  /** From 1; 0 in a history that is no text. */
  readonly line: number
  /** Where the record begins, from 0; in what a compressed file unpacks to. */
  readonly byteOffset: number
}

/** Something in a history that did not become an event, or that did and is odd. */
export interface ImportFault extends TextPlace {
  /** One of the error codes. */
  readonly code: string
  readonly message: string
  readonly severity: 'error' | 'warning'
  /** In UTF-16 units from 1. */
  readonly column: number
}

/** Most events and most bytes of text in one batch, but for a single event or commit that has more. */
export const BATCH_EVENTS = 1000
export const BATCH_BYTES = 1024 * 1024
