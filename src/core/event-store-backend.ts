import type { AbortSignalLike } from './abort-signal-like.ts'
import type { Event, NewEvent, Position, StreamName, StreamVersion } from './event.ts'
import type { EventFilter } from './event-filter.ts'

/**
 * What a stream must be like for an append to happen: at exactly this version (0 is a stream without events), without
 * events, with some, or anything.
 */
export type ExpectedVersion = number | 'no-stream' | 'stream-exists' | 'any'

export type Direction = 'forwards' | 'backwards'

/** Most events and most bytes of UTF-8 in one page; an event larger than that is a page of its own. */
export const PAGE_EVENTS = 1000
export const PAGE_BYTES = 1024 * 1024

export interface ReadStreamOptions {
  /** First version wanted, inclusive; default: the first, or backwards the last. */
  readonly from?: StreamVersion
  readonly direction?: Direction
  readonly limit?: number
  readonly signal?: AbortSignalLike
}

export interface ReadAllOptions {
  /** Exclusive, so that a checkpoint is the next read's argument; backwards, events before it. */
  readonly after?: Position
  /** Last position wanted, inclusive; backwards, the lowest wanted. Default: whatever is committed when the read comes to it. */
  readonly upTo?: Position
  readonly direction?: Direction
  readonly filter?: EventFilter
  readonly limit?: number
  readonly signal?: AbortSignalLike
}

export interface AppendOptions {
  /** Default `any`. */
  readonly expectedVersion?: ExpectedVersion
}

export interface AppendResult {
  /** The stream's version after the append. */
  readonly version: StreamVersion
  /** Where the last of the events stands in the store. */
  readonly position: Position
  /** Whether these very events were there already, so that nothing was written. */
  readonly repeated: boolean
}

export interface SubscribeOptions {
  /**
   * Events after this position; default {@link START}, the whole history. For what is committed from now on, ask for the
   * {@link EventStoreBackend.head} and subscribe after it: nothing falls between the two.
   *
   * A position beyond the head is not refused. The subscription says at once that it has caught up with that very position,
   * which is thus ahead of the head, and delivers the first event after it; those before it are never delivered.
   */
  readonly after?: Position
  readonly filter?: EventFilter
  readonly signal?: AbortSignalLike
}

/**
 * What a subscription yields: pages of events in order, and after each catch-up the position up to which everything
 * that fits was delivered, whether anything fitted or not.
 */
export type SubscriptionMessage =
  | { readonly kind: 'events'; readonly events: readonly Event[] }
  | { readonly kind: 'caught-up'; readonly position: Position }

/** What a store can do: data that a caller asks before it offers an action, never a guess from a store's name. */
export interface StoreCapabilities {
  readonly append: boolean
  /** In a sentence, why there is no append; '' where there is. */
  readonly whyNoAppend: string
  /** The version that the store's own users call a stream's first: Epoch's are from 1 everywhere. */
  readonly firstVersion: 0 | 1
  /** Whether positions follow the order of commits. */
  readonly commitOrder: boolean
  /** Whether the store itself has an order over all its streams; without one, positions are what Epoch made of what there is. */
  readonly globalOrder: boolean
  /** Whether a stream may lack versions without anything being wrong, since the store gives some to what is no event. */
  readonly versionGaps: boolean
  /** Whether the store knows when events happened. */
  readonly time: boolean
}

/**
 * An event store. Reads give pages ({@link PAGE_EVENTS}, {@link PAGE_BYTES}) and hold nothing open between them. An
 * aborted read rejects with the signal's reason. After {@link dispose} every call rejects with `store-not-open`.
 */
export interface EventStoreBackend {
  readonly capabilities: StoreCapabilities

  /** The events of one stream in order of version; none for a stream that is not there. */
  readEvents(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<readonly Event[]>

  /** The log in order of position. */
  readAll(options?: ReadAllOptions): AsyncIterable<readonly Event[]>

  /** {@link storeEvents} for one event, in the stream that the event names. */
  storeEvent(event: NewEvent, options?: AppendOptions): Promise<AppendResult>

  /**
   * Appends all of `events` to `stream` or none, in one commit that is durable when this resolves. The same ids in the same
   * place again are the same append: its result is given once more and nothing is written.
   *
   * @throws WrongExpectedVersion, IdConflict, StoreReadOnly, InvalidEvent (no events, or one of another stream)
   */
  storeEvents(stream: StreamName, events: readonly NewEvent[], options?: AppendOptions): Promise<AppendResult>

  /**
   * A catch-up subscription: everything after a position, then what is committed from then on, each event once and in order.
   * Ends only by its signal; rejects when the store fails, with `store-replaced` or `store-rewound` where its file is no
   * longer the one that was read.
   */
  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionMessage>

  /** The last committed position; {@link START} when there is none. */
  head(): Promise<Position>

  /** Settles what is under way and lets go of files, threads and processes. A second call does nothing. */
  dispose(): Promise<void>
}
