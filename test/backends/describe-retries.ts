import { describe, expect } from 'vitest'
import { streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { EventStoreBackend, ExpectedVersion } from '../../src/core/event-store-backend.ts'
import { anEvent, append, asNew, events, storeTest, streamOf } from './store-test.ts'

const retried: readonly { readonly expectedVersion: ExpectedVersion; readonly version: number }[] = [
  { expectedVersion: 'any', version: 0 },
  { expectedVersion: 'any', version: 2 },
  { expectedVersion: 'no-stream', version: 0 },
  { expectedVersion: 'stream-exists', version: 2 },
  { expectedVersion: 0, version: 0 },
  { expectedVersion: 2, version: 2 },
]

/**
 * An append made again after a lost answer: events that stand where this append would have put them are its own. An id
 * that is there in any other way is a conflict, and that is said before a wrong version is.
 */
export function describeRetries(open: () => Promise<EventStoreBackend>): void {
  const test = storeTest(open)
  const order = streamName('order-1')

  describe('an append made again', () => {
    for (const { expectedVersion, version } of retried)
      test(`with ${expectedVersion} expected gives the first result and writes nothing (stream at ${version})`, async ({
        store,
      }) => {
        await append(store, ...events(version))
        const batch = events(3)
        const first = await store.storeEvents(order, batch, { expectedVersion })
        expect(await store.storeEvents(order, batch, { expectedVersion })).toEqual({ ...first, repeated: true })
        await append(store, anEvent())
        const head = await store.head()
        expect(await store.storeEvents(order, batch, { expectedVersion })).toEqual({ ...first, repeated: true })
        expect(await store.head()).toBe(head)
        expect(await streamOf(store, order)).toHaveLength(version + 4)
      })

    test('twice at the same time is written once', async ({ store }) => {
      const batch = events(2)
      const results = await Promise.all(Array.from({ length: 5 }, () => store.storeEvents(order, batch)))
      expect(results.filter((result) => !result.repeated)).toHaveLength(1)
      expect(results.every((result) => result.version === 2)).toBe(true)
      expect((await streamOf(store, order)).map(asNew)).toEqual(batch)
    })

    test('in part, from its first event, is the same append up to there', async ({ store }) => {
      const batch = events(3)
      await append(store, ...batch)
      expect(await store.storeEvents(order, batch.slice(0, 2))).toMatchObject({ version: 2, repeated: true })
    })
  })

  describe('an id that is there already', () => {
    const first = anEvent()
    const others = new EventBuilder().stream('order-1').type('OrderChanged').createdAtUs(1).schemaVersion(2)
    const other = others.data({ cents: 1 }).metadata({ actorId: 'ada' }).build()
    const changes = {
      data: { ...first, data: other.data },
      metadata: { ...first, metadata: other.metadata },
      type: { ...first, type: other.type },
      time: { ...first, createdAtUs: other.createdAtUs },
      'schema version': { ...first, schemaVersion: other.schemaVersion },
    }

    for (const [what, changed] of Object.entries(changes))
      test(`conflicts with an event whose ${what} is another`, async ({ store }) => {
        await append(store, first)
        await expect(store.storeEvents(order, [changed], { expectedVersion: 0 })).rejects.toMatchObject({
          code: 'id-conflict',
          details: { id: first.id },
        })
        expect((await streamOf(store, order)).map(asNew)).toEqual([first])
      })

    test('conflicts in another stream', async ({ store }) => {
      await append(store, first)
      const moved = { ...first, stream: streamName('order-2') }
      await expect(store.storeEvent(moved)).rejects.toMatchObject({ code: 'id-conflict' })
      expect(await streamOf(store, streamName('order-2'))).toEqual([])
    })

    test('conflicts where the append expects to put it at another version', async ({ store }) => {
      await append(store, anEvent(), first)
      for (const expectedVersion of [0, 2, 'no-stream'] as const)
        await expect(store.storeEvents(order, [first], { expectedVersion })).rejects.toMatchObject({
          code: 'id-conflict',
        })
    })

    test('conflicts among new ones, and none of them is written', async ({ store }) => {
      const [a, b, c] = [anEvent(), anEvent(), anEvent()]
      await append(store, a, b)
      await expect(store.storeEvents(order, [b, c])).rejects.toMatchObject({
        code: 'id-conflict',
        details: { id: b.id },
      })
      await expect(store.storeEvents(order, [c, a])).rejects.toMatchObject({
        code: 'id-conflict',
        details: { id: a.id },
      })
      expect(await streamOf(store, order)).toHaveLength(2)
    })

    test('conflicts in another order', async ({ store }) => {
      const [a, b] = [anEvent(), anEvent()]
      await append(store, a, b)
      await expect(store.storeEvents(order, [b, a])).rejects.toMatchObject({ code: 'id-conflict' })
    })

    test('conflicts with events between that are not in the append', async ({ store }) => {
      const [a, b, c] = [anEvent(), anEvent(), anEvent()]
      await append(store, a, b, c)
      await expect(store.storeEvents(order, [a, c])).rejects.toMatchObject({ code: 'id-conflict' })
    })

    test('conflicts with itself in one append', async ({ store }) => {
      await expect(store.storeEvents(order, [first, first])).rejects.toMatchObject({ code: 'id-conflict' })
      expect(await store.head()).toBe(0)
    })
  })
}
