import type { ErrorRecord } from '../../core/errors.ts'
import type { Event, Position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { ThreadOutput } from './projection-task.ts'

/** Which events of the history are to be read. */
export interface HistoryRange {
  readonly filter: EventFilter
  readonly after: Position
  readonly upTo: Position
}

/** What a projection's thread says. Whatever it asks for is answered in the order of its messages. */
export type ThreadMessage =
  /** Begins to read; `read` names it from here on. */
  | { readonly kind: 'read'; readonly read: number; readonly range: HistoryRange }
  /** Asks for a page of it. */
  | { readonly kind: 'next'; readonly read: number }
  /** Ends it before its end. */
  | { readonly kind: 'close'; readonly read: number }
  | { readonly kind: 'progress'; readonly position: Position; readonly events: number }
  /** A part of what was asked for; the next one comes when `more` was said. */
  | { readonly kind: 'output'; readonly output: ThreadOutput }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: ErrorRecord }
  /** A failure that nobody expects. */
  | { readonly kind: 'bug'; readonly bug: unknown }

/** What a projection's thread is told. */
export type ThreadReply =
  /** Without events, the read has come to its end. */
  { readonly kind: 'page'; readonly events?: readonly Event[] } | { readonly kind: 'more' }
