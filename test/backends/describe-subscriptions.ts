import { describe, expect } from 'vitest'
import { type Event, eventType, position, START } from '../../src/core/event.ts'
import { filterText } from '../../src/core/event-filter.ts'
import type { EventStoreBackend, SubscriptionMessage } from '../../src/core/event-store-backend.ts'
import { allOf, anEvent, append, asNew, events, storeTest } from './store-test.ts'

/** The events of a subscription until there are `count` and the subscription has caught up. */
async function take(messages: AsyncIterable<SubscriptionMessage>, count: number): Promise<Event[]> {
  const found: Event[] = []
  for await (const message of messages) {
    if (message.kind === 'events') found.push(...message.events)
    else if (found.length >= count) break
  }
  return found
}

export function describeSubscriptions(open: () => Promise<EventStoreBackend>): void {
  const test = storeTest(open)

  describe('a subscription', () => {
    test('delivers the history, says that it has caught up, then delivers what is committed', async ({ store }) => {
      await append(store, ...events(3))
      const messages = store.subscribe()[Symbol.asyncIterator]()
      expect((await messages.next()).value).toMatchObject({ kind: 'events', events: { length: 3 } })
      expect((await messages.next()).value).toEqual({ kind: 'caught-up', position: await store.head() })
      const next = messages.next()
      await append(store, anEvent())
      expect((await next).value).toMatchObject({ kind: 'events', events: [{ version: 4 }] })
      expect((await messages.next()).value).toEqual({ kind: 'caught-up', position: await store.head() })
      await messages.return?.()
    })

    test('to an empty store says at once that it has caught up', async ({ store }) => {
      const messages = store.subscribe()[Symbol.asyncIterator]()
      expect((await messages.next()).value).toEqual({ kind: 'caught-up', position: START })
      await messages.return?.()
    })

    test('delivers each event once and in order while appends race its replay', async ({ store }) => {
      await append(store, ...events(2500))
      const appending = (async () => {
        for (let i = 0; i < 100; i++) await append(store, ...events(1 + (i % 4), `race-${i % 7}`))
      })()
      const subscribed = [take(store.subscribe(), 2750), take(store.subscribe(), 2750), take(store.subscribe(), 2750)]
      await appending
      const log = await allOf(store.readAll())
      expect(log).toHaveLength(2750)
      for (const found of await Promise.all(subscribed)) expect(found).toEqual(log)
    })

    test('starts after the position given', async ({ store }) => {
      await append(store, ...events(5))
      const log = await allOf(store.readAll())
      const third = log[2]?.position ?? START
      expect(await take(store.subscribe({ after: third }), 2)).toEqual(log.slice(3))
    })

    test('after the head delivers what is committed from then on', async ({ store }) => {
      await append(store, ...events(5))
      const live = store.subscribe({ after: await store.head() })
      const event = anEvent('order-2')
      await append(store, event)
      expect((await take(live, 1)).map(asNew)).toEqual([event])
    })

    test('after a position beyond the head says so, and delivers only what is after it', async ({ store }) => {
      await append(store, ...events(3))
      const messages = store.subscribe({ after: position(5) })[Symbol.asyncIterator]()
      expect((await messages.next()).value).toEqual({ kind: 'caught-up', position: position(5) })
      expect(await allOf(store.readAll({ after: position(5) }))).toEqual([])
      const next = messages.next()
      await append(store, ...events(1, 'order-2'))
      await append(store, ...events(3, 'order-3'))
      expect((await next).value).toMatchObject({ kind: 'events', events: [{ position: 6 }, { position: 7 }] })
      expect((await messages.next()).value).toEqual({ kind: 'caught-up', position: position(7) })
      await messages.return?.()
    })

    test('delivers what fits a filter of words, live as in its replay', async ({ store }) => {
      const filter = { where: filterText('data.n>=2 type:Order*') }
      await append(store, ...events(4))
      const messages = store.subscribe({ filter })[Symbol.asyncIterator]()
      expect((await messages.next()).value).toMatchObject({ events: [{ version: 3 }, { version: 4 }] })
      expect((await messages.next()).value).toMatchObject({ kind: 'caught-up' })
      const next = messages.next()
      await append(store, ...events(3, 'order-2'))
      expect((await next).value).toMatchObject({ events: [{ stream: 'order-2', version: 3 }] })
      await messages.return?.()
    })

    test('delivers only what fits its filter, and its marks pass over the rest', async ({ store }) => {
      await append(store, ...events(3, 'order-1', 'OrderPlaced'))
      const messages = store.subscribe({ filter: { types: [eventType('OrderPaid')] } })[Symbol.asyncIterator]()
      expect((await messages.next()).value).toEqual({ kind: 'caught-up', position: await store.head() })
      const next = messages.next()
      await append(store, ...events(2, 'order-2', 'OrderPlaced'))
      expect((await next).value).toEqual({ kind: 'caught-up', position: await store.head() })
      const paid = messages.next()
      await append(store, anEvent('order-1', 'OrderPaid'))
      expect((await paid).value).toMatchObject({ kind: 'events', events: [{ type: 'OrderPaid' }] })
      await messages.return?.()
    })

    test('marks only what it has delivered', async ({ store }) => {
      const appending = (async () => {
        for (let i = 0; i < 50; i++) await append(store, ...events(3))
      })()
      let delivered = START
      for await (const message of store.subscribe()) {
        if (message.kind === 'events') delivered = message.events.at(-1)?.position ?? delivered
        else {
          expect(message.position).toBe(delivered)
          if (delivered >= (await store.head()) && delivered >= position(150)) break
        }
      }
      await appending
    })

    test('ends with the reason of a signal aborted before', async ({ store }) => {
      const reason = new Error('enough')
      await expect(take(store.subscribe({ signal: AbortSignal.abort(reason) }), 1)).rejects.toBe(reason)
    })

    test('ends with the reason of a signal aborted while it waits', async ({ store }) => {
      const reason = new Error('enough')
      const end = new AbortController()
      const messages = store.subscribe({ signal: end.signal })[Symbol.asyncIterator]()
      await messages.next()
      const waiting = messages.next()
      end.abort(reason)
      await expect(waiting).rejects.toBe(reason)
    })

    test('ends with the reason of a signal aborted during the replay', async ({ store }) => {
      await append(store, ...events(3000))
      const reason = new Error('enough')
      const end = new AbortController()
      const messages = store.subscribe({ signal: end.signal })[Symbol.asyncIterator]()
      expect((await messages.next()).value).toMatchObject({ kind: 'events' })
      end.abort(reason)
      await expect(messages.next()).rejects.toBe(reason)
    })

    test('that is left does not hold up another', async ({ store }) => {
      await append(store, ...events(10))
      for await (const _ of store.subscribe()) break
      const other = take(store.subscribe(), 11)
      await append(store, anEvent())
      expect(await other).toHaveLength(11)
    })
  })
}
