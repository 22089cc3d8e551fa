import { describe, expect, test } from 'vitest'
import { catchUp } from '../../src/core/catch-up.ts'
import { position, START } from '../../src/core/event.ts'
import type { EventFeed } from '../../src/core/event-bus.ts'
import type { EventStoreBackend, SubscribeOptions, SubscriptionMessage } from '../../src/core/event-store-backend.ts'
import { checkInterleavings } from './check-interleavings.ts'

function seeds(count: number): number[] {
  return Array.from({ length: count }, (_, seed) => seed)
}

test('a subscription gives each event once and in order, and true marks, in 10,000 interleavings', async () => {
  expect(await checkInterleavings(catchUp, seeds(10_000))).toEqual([])
})

describe('the check of interleavings notices a subscription', () => {
  test('that listens to the feed only after it asked for the head', async () => {
    const faults = await checkInterleavings(listensLate, seeds(500))
    expect(faults.join('\n')).toMatch(/at rest without the event/)
  })

  test('that believes the feed instead of the store', async () => {
    const faults = await checkInterleavings(believesTheFeed, seeds(500))
    expect(faults.join('\n')).toMatch(/is beyond the head/)
  })

  test('that marks the head it finds after its reads', async () => {
    const faults = await checkInterleavings(marksLate, seeds(500))
    expect(faults.join('\n')).toMatch(/passes over/)
  })

  test('that asks again and again when the feed is ahead of the store', async () => {
    const faults = await checkInterleavings(asksOnAndOn, seeds(500))
    expect(faults.join('\n')).toMatch(/the head was asked \d+ times/)
  })
})

type Store = Pick<EventStoreBackend, 'readAll' | 'head'>

/** What a subscription does in a round, so that each wrong one differs in one thing. */
async function* read(
  store: Store,
  { filter, signal }: SubscribeOptions,
  after: number,
  upTo: number | undefined,
): AsyncGenerator<SubscriptionMessage, void> {
  const pages = store.readAll({
    after: position(after),
    ...(upTo !== undefined && { upTo: position(upTo) }),
    ...(filter && { filter }),
    ...(signal && { signal }),
  })
  for await (const events of pages) yield { kind: 'events', events }
}

/** Waits for the feed to say more than `position`. */
class Ear {
  heard = 0
  readonly end: () => void
  #wake = (): void => {}

  constructor(feed: EventFeed, signal: SubscribeOptions['signal']) {
    this.end = feed.onCommit((committed) => {
      this.heard = Math.max(this.heard, committed)
      this.#wake()
    })
    signal?.addEventListener('abort', () => this.#wake())
  }

  async hearsMoreThan(at: number, signal: SubscribeOptions['signal']): Promise<void> {
    while (this.heard <= at) {
      signal?.throwIfAborted()
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

async function* listensLate(store: Store, feed: EventFeed, options: SubscribeOptions) {
  let at: number = options.after ?? START
  let ear: Ear | undefined
  try {
    for (;;) {
      options.signal?.throwIfAborted()
      const head = await store.head()
      ear ??= new Ear(feed, options.signal)
      if (head > at) {
        yield* read(store, options, at, head)
        at = head
      }
      yield { kind: 'caught-up' as const, position: position(at) }
      await ear.hearsMoreThan(at, options.signal)
    }
  } finally {
    ear?.end()
  }
}

async function* believesTheFeed(store: Store, feed: EventFeed, options: SubscribeOptions) {
  let at: number = options.after ?? START
  const ear = new Ear(feed, options.signal)
  try {
    ear.heard = await store.head()
    for (;;) {
      options.signal?.throwIfAborted()
      const { heard } = ear
      if (heard > at) {
        yield* read(store, options, at, heard)
        at = heard
      }
      yield { kind: 'caught-up' as const, position: position(at) }
      await ear.hearsMoreThan(at, options.signal)
    }
  } finally {
    ear.end()
  }
}

async function* marksLate(store: Store, feed: EventFeed, options: SubscribeOptions) {
  let at: number = options.after ?? START
  const ear = new Ear(feed, options.signal)
  try {
    for (;;) {
      options.signal?.throwIfAborted()
      ear.heard = START
      yield* read(store, options, at, undefined)
      at = Math.max(at, await store.head())
      yield { kind: 'caught-up' as const, position: position(at) }
      await ear.hearsMoreThan(at, options.signal)
    }
  } finally {
    ear.end()
  }
}

async function* asksOnAndOn(store: Store, feed: EventFeed, options: SubscribeOptions) {
  let at: number = options.after ?? START
  const ear = new Ear(feed, options.signal)
  try {
    for (;;) {
      options.signal?.throwIfAborted()
      const head = await store.head()
      if (head > at) {
        yield* read(store, options, at, head)
        at = head
      }
      yield { kind: 'caught-up' as const, position: position(at) }
      await ear.hearsMoreThan(at, options.signal)
    }
  } finally {
    ear.end()
  }
}
