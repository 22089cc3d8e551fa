import { type Position, START } from '../../core/event.ts'
import type { EventFeed } from '../../core/event-bus.ts'
import type { HeaderMessage } from '../log-source.ts'

/** Headers after one position up to another. */
type ReadHeaders = (after: Position, upTo: Position) => AsyncIterable<HeaderMessage>

/** A catch-up subscription of headers, over reads as catchUp's is. It ends when the head cannot be told any more: with what that says. */
export async function* followHeaders(
  store: { head(): Promise<Position> },
  feed: EventFeed,
  after: Position,
  read: ReadHeaders,
): AsyncGenerator<HeaderMessage, void> {
  let position = after
  let published: Position = START
  let wake: () => void = () => {}
  const end = feed.onCommit((committed) => {
    if (committed > published) published = committed
    wake()
  })
  try {
    for (;;) {
      published = START
      const head = await store.head()
      if (head > position) {
        yield* read(position, head)
        position = head
      }
      yield { kind: 'caught-up', position }
      while (published <= position) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    end()
  }
}
