import { describe, expect, test } from 'vitest'
import { streamName } from '../../src/core/event.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { allOf, anEvent, append, events } from './store-test.ts'

const closed = { code: 'store-not-open' }

export function describeDisposal(open: () => Promise<EventStoreBackend>): void {
  describe('a disposed store', () => {
    test('can be disposed of again', async () => {
      const store = await open()
      await append(store, anEvent())
      await Promise.all([store.dispose(), store.dispose()])
      await store.dispose()
    })

    test('refuses every call', async () => {
      const store = await open()
      await append(store, anEvent())
      await store.dispose()
      const order = streamName('order-1')
      await expect(store.head()).rejects.toMatchObject(closed)
      await expect(store.storeEvent(anEvent())).rejects.toMatchObject(closed)
      await expect(store.storeEvents(order, [anEvent()])).rejects.toMatchObject(closed)
      await expect(allOf(store.readAll())).rejects.toMatchObject(closed)
      await expect(allOf(store.readEvents(order))).rejects.toMatchObject(closed)
      await expect(store.subscribe()[Symbol.asyncIterator]().next()).rejects.toMatchObject(closed)
    })

    test('has settled the appends that were under way', async () => {
      const store = await open()
      const appends = Array.from({ length: 20 }, () => store.storeEvent(anEvent()))
      const settled = Promise.allSettled(appends)
      await store.dispose()
      for (const outcome of await settled)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(closed)
    })

    test('has ended the subscriptions that waited', async () => {
      const store = await open()
      const messages = store.subscribe()[Symbol.asyncIterator]()
      await messages.next()
      const waiting = messages.next()
      const ended = expect(waiting).rejects.toMatchObject(closed)
      await store.dispose()
      await ended
    })

    test('gives no further page of a read that had begun', async () => {
      const store = await open()
      await append(store, ...events(1000))
      await append(store, ...events(1000))
      const pages = store.readAll()[Symbol.asyncIterator]()
      await pages.next()
      await store.dispose()
      await expect(pages.next()).rejects.toMatchObject(closed)
    })
  })
}
