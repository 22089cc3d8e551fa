import { describe, expect, test } from 'vitest'
import { type Event, eventType, position } from '../../src/core/event.ts'
import type { EventBus } from '../../src/core/event-bus.ts'
import type { EventStoreBackend, SubscriptionMessage } from '../../src/core/event-store-backend.ts'
import { append, events } from '../backends/store-test.ts'

export interface OpenBus {
  readonly store: EventStoreBackend
  readonly bus: Pick<EventBus, 'subscribe'>
  close(): Promise<void>
}

/** What every EventBus does, whatever lies between a store and its subscriber. */
export function describeEventBus(name: string, open: () => Promise<OpenBus>): void {
  const busTest = test.extend<{ opened: OpenBus }>({
    opened: async ({}, use) => {
      const opened = await open()
      await use(opened)
      await opened.close()
    },
  })

  describe(`the event bus: ${name}`, () => {
    busTest('gives the whole history, and then says that it has caught up', async ({ opened: { store, bus } }) => {
      await append(store, ...events(5))
      const messages = await until(bus.subscribe(), (message) => message.kind === 'caught-up')
      expect(eventsOf(messages).map((event) => event.data)).toEqual([0, 1, 2, 3, 4].map((n) => `{"n":${n}}`))
      expect(messages.at(-1)).toEqual({ kind: 'caught-up', position: await store.head() })
    })

    busTest('gives only what is after a position', async ({ opened: { store, bus } }) => {
      await append(store, ...events(5))
      const third = (await deliveredBy(bus.subscribe(), 5))[2]
      const rest = await deliveredBy(bus.subscribe({ after: third?.position ?? position(0) }), 2)
      expect(rest.map((event) => event.version)).toEqual([4, 5])
    })

    busTest('gives events whole, to the byte', async ({ opened: { store, bus } }) => {
      await append(store, ...events(2))
      const stored: Event[] = []
      for await (const page of store.readAll()) stored.push(...page)
      expect(await deliveredBy(bus.subscribe(), 2)).toEqual(stored)
    })

    busTest('goes on with what is appended later', async ({ opened: { store, bus } }) => {
      const subscription = bus.subscribe()[Symbol.asyncIterator]()
      expect((await subscription.next()).value).toEqual({ kind: 'caught-up', position: 0 })
      const next = subscription.next()
      await append(store, ...events(1))
      expect(eventsOf([(await next).value])).toHaveLength(1)
      await subscription.return?.()
    })

    busTest('passes over what does not fit the filter, and says how far it is', async ({ opened: { store, bus } }) => {
      await append(store, ...events(3, 'order-1', 'OrderPlaced'))
      await append(store, ...events(2, 'cart-1', 'CartSubmitted'))
      const filter = { types: [eventType('OrderPlaced')] }
      const messages = await until(bus.subscribe({ filter }), ({ kind }) => kind === 'caught-up')
      expect(eventsOf(messages).map((event) => event.type)).toEqual(['OrderPlaced', 'OrderPlaced', 'OrderPlaced'])
      expect(messages.at(-1)).toEqual({ kind: 'caught-up', position: await store.head() })
    })

    busTest('gives each event once and in order while appends race the replay', async ({ opened: { store, bus } }) => {
      await append(store, ...events(1500, 'order-0'))
      const delivered = deliveredBy(bus.subscribe(), 2000)
      for (let batch = 1; batch <= 50; batch++) await append(store, ...events(10, `order-${batch}`))
      const positions = (await delivered).map((event) => event.position)
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b))
    })

    busTest('holds nothing up for a reader that stalls, who misses nothing', async ({ opened: { store, bus } }) => {
      const stalled = bus.subscribe()[Symbol.asyncIterator]()
      await stalled.next()
      for (let batch = 0; batch < 40; batch++) await append(store, ...events(100, `order-${batch}`))
      expect(await deliveredBy(bus.subscribe(), 4000)).toHaveLength(4000)
      const late: SubscriptionMessage[] = []
      while (eventsOf(late).length < 4000) late.push((await stalled.next()).value)
      expect(new Set(eventsOf(late).map((event) => event.position)).size).toBe(4000)
      await stalled.return?.()
    })

    busTest('rejects with the reason when the reader aborts while it waits', async ({ opened: { bus } }) => {
      const controller = new AbortController()
      const subscription = bus.subscribe({ signal: controller.signal })[Symbol.asyncIterator]()
      await subscription.next()
      const waiting = expect(subscription.next()).rejects.toThrow('enough')
      controller.abort(new Error('enough'))
      await waiting
      expect((await subscription.next()).done).toBe(true)
    })

    busTest('rejects with the reason when it was aborted before it began', async ({ opened: { bus } }) => {
      const subscription = bus.subscribe({ signal: AbortSignal.abort(new Error('never mind')) })
      await expect(subscription[Symbol.asyncIterator]().next()).rejects.toThrow('never mind')
    })
  })
}

/** Reads up to and with the first message that fits, and leaves. */
async function until(
  messages: AsyncIterable<SubscriptionMessage>,
  isLast: (message: SubscriptionMessage) => boolean,
): Promise<SubscriptionMessage[]> {
  const read: SubscriptionMessage[] = []
  for await (const message of messages) {
    read.push(message)
    if (isLast(message)) break
  }
  return read
}

async function deliveredBy(messages: AsyncIterable<SubscriptionMessage>, count: number): Promise<Event[]> {
  let seen = 0
  return eventsOf(
    await until(messages, (message) => {
      if (message.kind === 'events') seen += message.events.length
      return seen >= count
    }),
  )
}

function eventsOf(messages: readonly SubscriptionMessage[]): Event[] {
  return messages.flatMap((message) => (message.kind === 'events' ? message.events : []))
}
