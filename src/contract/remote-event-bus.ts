import { START } from '../core/event.ts'
import type { EventBus } from '../core/event-bus.ts'
import { EVERYTHING } from '../core/event-filter.ts'
import type { SubscribeOptions, SubscriptionMessage } from '../core/event-store-backend.ts'
import type { HostClient } from './host-client.ts'
import type { StoreId } from './host-contract.ts'

/** The far end of a store's EventBus: the same subscription, over a transport. Nobody publishes from here, since only a backend does. */
export class RemoteEventBus implements Pick<EventBus, 'subscribe'> {
  readonly #client: Pick<HostClient, 'subscribe'>
  readonly #store: StoreId

  constructor(client: Pick<HostClient, 'subscribe'>, store: StoreId) {
    this.#client = client
    this.#store = store
  }

  subscribe({ after = START, filter = EVERYTHING, signal }: SubscribeOptions = {}): AsyncIterable<SubscriptionMessage> {
    return this.#client.subscribe('events.subscribe', { store: this.#store, after, filter }, signal)
  }
}
