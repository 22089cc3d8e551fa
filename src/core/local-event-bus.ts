import { catchUp } from './catch-up.ts'
import { type Position, position } from './event.ts'
import type { EventBus, EventFeed } from './event-bus.ts'
import type { EventStoreBackend, SubscribeOptions, SubscriptionMessage } from './event-store-backend.ts'

/** The bus beside a store, inside one process. A backend makes one, publishes to it and subscribes through it. */
export class LocalEventBus implements EventBus, EventFeed {
  readonly #store: Pick<EventStoreBackend, 'readAll' | 'head'>
  readonly #listeners = new Set<(committed: Position) => void>()

  constructor(store: Pick<EventStoreBackend, 'readAll' | 'head'>) {
    this.#store = store
  }

  publish(committed: Position): void {
    for (const listener of this.#listeners) listener(committed)
  }

  /** Makes every subscription ask its store for the head, which is how it learns that the store has failed. */
  wake(): void {
    this.publish(position(Number.MAX_SAFE_INTEGER))
  }

  onCommit(listener: (committed: Position) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  subscribe(options: SubscribeOptions = {}): AsyncIterable<SubscriptionMessage> {
    return catchUp(this.#store, this, options)
  }
}
