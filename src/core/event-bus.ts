import type { Position } from './event.ts'
import type { SubscribeOptions, SubscriptionMessage } from './event-store-backend.ts'

/** How committed events reach those who want them. */
export interface EventBus {
  /** Says that everything up to `committed` can be read. Only a backend calls it, after its commit. */
  publish(committed: Position): void

  /** Everything after a position, then what is published, each event once and in order. A slow reader holds nothing up: it reads on from the store when it comes back. */
  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionMessage>
}

/** Wakes who waits for commits. An alarm clock only: what is delivered is always read from the store. */
export interface EventFeed {
  /** Calls `listener` with the newest committed position after each commit, until the answered function is called. */
  onCommit(listener: (committed: Position) => void): () => void
}
