import { afterAll, beforeAll, test } from 'vitest'
import type { Event, NewEvent, StreamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'

export const noon = Date.UTC(2024, 4, 1, 12) * 1000

/** A vitest `test` whose `store` is opened for it and disposed of after it. */
export function storeTest(open: () => Promise<EventStoreBackend>) {
  return test.extend<{ store: EventStoreBackend }>({
    store: async ({}, use) => {
      const store = await open()
      await use(store)
      await store.dispose()
    },
  })
}

/** One store for all tests of a `describe`, for many that look at a stream of their own: opening takes longer than they do. */
export function sharedStore(open: () => Promise<EventStoreBackend>): () => EventStoreBackend {
  let opened: EventStoreBackend | undefined
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(async () => {
    await opened?.dispose()
  })
  return () => {
    if (opened === undefined) throw new Error('the store is opened before the first test')
    return opened
  }
}

export function anEvent(stream = 'order-1', type = 'OrderPlaced'): NewEvent {
  return new EventBuilder().stream(stream).type(type).createdAtUs(noon).data({ cents: 1250 }).build()
}

export function events(count: number, stream = 'order-1', type = 'OrderPlaced'): NewEvent[] {
  return Array.from({ length: count }, (_, i) =>
    new EventBuilder()
      .stream(stream)
      .type(type)
      .createdAtUs(noon + i * 1_000_000)
      .data({ n: i })
      .build(),
  )
}

export async function append(store: EventStoreBackend, ...batch: readonly NewEvent[]): Promise<void> {
  const stream = batch[0]?.stream
  if (stream !== undefined) await store.storeEvents(stream, batch)
}

export async function allOf(pages: AsyncIterable<readonly Event[]>): Promise<Event[]> {
  const found: Event[] = []
  for await (const page of pages) found.push(...page)
  return found
}

export async function streamOf(store: EventStoreBackend, stream: StreamName): Promise<Event[]> {
  return await allOf(store.readEvents(stream))
}

/** An event as it went in, without the places the store gave it. */
export function asNew({ position: _position, version: _version, ...event }: Event): NewEvent {
  return event
}
