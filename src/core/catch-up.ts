import { type Position, START } from './event.ts'
import type { EventFeed } from './event-bus.ts'
import type { EventStoreBackend, SubscribeOptions, SubscriptionMessage } from './event-store-backend.ts'

/**
 * A catch-up subscription over reads: each round reads up to a head fixed before it, so the mark after it is true even
 * where nothing fitted. The feed only wakes it; no event is missed, repeated or buffered. What the feed says before a
 * round is answered by that round's head, so that a feed which is ahead of the store makes no round more.
 */
export async function* catchUp(
  store: Pick<EventStoreBackend, 'readAll' | 'head'>,
  feed: EventFeed,
  { after = START, filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionMessage, void> {
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
        const pages = store.readAll({
          after: position,
          upTo: head,
          ...(filter && { filter }),
          ...(signal && { signal }),
        })
        for await (const events of pages) yield { kind: 'events', events }
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
