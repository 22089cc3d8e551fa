import { EpochError } from '../../core/errors.ts'
import type { EventBus } from '../../core/event-bus.ts'
import type { SubscribeOptions, SubscriptionMessage } from '../../core/event-store-backend.ts'

/**
 * Begins to bring in what other processes commit, and tells why where that fails.
 * @returns what ends it
 */
export type FollowOthers = (onTrouble: (error: Error) => void) => () => Promise<void>

/** Who subscribes to a store: what all of them wait for, and how they end together. */
export class StoreSubscriptions {
  readonly #bus: EventBus
  readonly #follow: FollowOthers | undefined
  readonly #open = new Set<AbortController>()
  #stopFollowing: (() => Promise<void>) | undefined

  /** @param follow is at work while somebody subscribes */
  constructor(bus: EventBus, follow?: FollowOthers) {
    this.#bus = bus
    this.#follow = follow
  }

  async *subscribe(options: SubscribeOptions): AsyncGenerator<SubscriptionMessage, void> {
    const end = new AbortController()
    const { signal } = options
    const abort = (): void => end.abort(signal?.reason)
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort)
    this.#open.add(end)
    this.#stopFollowing ??= this.#follow?.((error) => this.#troubledBy(error))
    try {
      yield* this.#bus.subscribe({ ...options, signal: end.signal })
    } finally {
      signal?.removeEventListener('abort', abort)
      this.#open.delete(end)
      if (this.#open.size === 0) await this.#endFollowing()
    }
  }

  /** Ends all of them. */
  async end(reason: Error): Promise<void> {
    for (const subscription of this.#open) subscription.abort(reason)
    await this.#endFollowing()
  }

  /** Asking again may help against a lock; against a file that is another one now, nothing does. */
  #troubledBy(error: Error): void {
    if (error instanceof EpochError && error.code === 'store-busy') return
    for (const subscription of this.#open) subscription.abort(error)
  }

  async #endFollowing(): Promise<void> {
    const stop = this.#stopFollowing
    this.#stopFollowing = undefined
    await stop?.()
  }
}
