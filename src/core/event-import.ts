import type { NewEvent, Position } from './event.ts'

/** An event out of a history. */
export interface ImportedEvent extends NewEvent {
  /**
   * Present where the history says no time: the event has that of the one before it, and in another part of the history may have
   * another, without being another event.
   */
  readonly timeIsMade?: true
}

/** What a batch of imported events came to. */
export interface ImportCount {
  /** Events written. */
  readonly added: number
  /** Events that were there already: the same id and the same content, but for a time that is made. */
  readonly known: number
  /** Events not written because another event has their id. */
  readonly conflicts: readonly NewEvent[]
}

/**
 * Fills a store with history, in the order given, many streams at a time and without expected versions. Events are on
 * disk only when {@link finish} has resolved; until then a power cut may cost the last of them, never the store.
 */
export interface EventImport {
  add(events: readonly ImportedEvent[]): Promise<ImportCount>
  /** Makes everything durable and the store whole. @returns the head */
  finish(): Promise<Position>
  /** Keeps what was added, without the promise of {@link finish}, and lets go of the file. */
  abandon(): Promise<void>
}
