import type { AbortSignalLike } from './abort-signal-like.ts'
import { type Position, START } from './event.ts'
import type { EventFeed } from './event-bus.ts'
import type { EventStoreBackend, SubscribeOptions, SubscriptionMessage } from './event-store-backend.ts'

type CaughtUp = Extract<SubscriptionMessage, { kind: 'caught-up' }>

export interface CatchUpOptions<Message> {
  readonly after: Position
  /** What is told of the events after one position up to another, the last one inclusive. */
  readonly read: (after: Position, upTo: Position) => AsyncIterable<Message>
  readonly signal?: AbortSignalLike
}

/** A catch-up subscription to a store's events: {@link catchUpBy} reading them. */
export function catchUp(
  store: Pick<EventStoreBackend, 'readAll' | 'head'>,
  feed: EventFeed,
  { after = START, filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage, void> {
  const stop = signal && { signal }
  async function* read(from: Position, upTo: Position): AsyncGenerator<SubscriptionMessage, void> {
    const pages = store.readAll({ after: from, upTo, ...(filter && { filter }), ...stop })
    for await (const events of pages) yield { kind: 'events', events }
  }
  return catchUpBy(store, feed, { after, read, ...stop })
}

/**
 * A catch-up subscription over reads: each round reads up to a head fixed before it, so the mark after it is true even
 * where nothing fitted. The feed only wakes it; no event is missed, repeated or buffered. What the feed says before a
 * round is answered by that round's head, so that a feed which is ahead of the store makes no round more. It ends by its signal, or
 * with what the head or a read throws.
 */
export async function* catchUpBy<Message>(
  store: Pick<EventStoreBackend, 'head'>,
  feed: EventFeed,
  { after, read, signal }: CatchUpOptions<Message>,
): AsyncGenerator<Message | CaughtUp, void> {
  let position = after
  let published: Position = START
  let wake: () => void = () => {}
  const wakeUp = (): void => wake()
  const end = feed.onCommit((committed) => {
    if (committed > published) published = committed
    wake()
  })
  signal?.addEventListener('abort', wakeUp)
  try {
    for (;;) {
      signal?.throwIfAborted()
      published = START
      const head = await store.head()
      if (head > position) {
        yield* read(position, head)
        position = head
      }
      yield { kind: 'caught-up', position }
      while (published <= position) {
        signal?.throwIfAborted()
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    end()
    signal?.removeEventListener('abort', wakeUp)
  }
}
