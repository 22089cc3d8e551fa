import { describe, expect, test as vitestTest } from 'vitest'
import { streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { EventStoreBackend, ExpectedVersion } from '../../src/core/event-store-backend.ts'
import { allOf, anEvent, append, asNew, events, sharedStore, storeTest, streamOf } from './store-test.ts'

const expectations: readonly ExpectedVersion[] = ['any', 'no-stream', 'stream-exists', 0, 1, 2, 3]
const cases = expectations.flatMap((expectedVersion) =>
  [0, 1, 2].map((version) => ({ expectedVersion, version, fits: fits(expectedVersion, version) })),
)

function fits(expected: ExpectedVersion, version: number): boolean {
  if (expected === 'any') return true
  if (expected === 'no-stream') return version === 0
  if (expected === 'stream-exists') return version > 0
  return expected === version
}

export function describeAppends(open: () => Promise<EventStoreBackend>): void {
  const test = storeTest(open)
  const order = streamName('order-1')

  describe('an append', () => {
    const shared = sharedStore(open)

    for (const { expectedVersion, version, fits } of cases)
      vitestTest(
        `to a stream at version ${version} ${fits ? 'succeeds' : 'is refused'} where ${expectedVersion} is expected`,
        async () => {
          const store = shared()
          const stream = streamName(`at-${version}-${expectedVersion}`)
          await append(store, ...events(version, stream))
          const head = await store.head()
          const appended = store.storeEvents(stream, [anEvent(stream), anEvent(stream)], { expectedVersion })
          if (fits) {
            expect(await appended).toEqual({ version: version + 2, position: head + 2, repeated: false })
          } else {
            await expect(appended).rejects.toMatchObject({
              code: 'wrong-expected-version',
              details: { stream, expected: expectedVersion, actual: version },
            })
            expect(await store.head()).toBe(head)
          }
          expect((await streamOf(store, stream)).map((event) => event.version)).toEqual(
            Array.from({ length: fits ? version + 2 : version }, (_, i) => i + 1),
          )
        },
      )

    test('expects any version when it says nothing', async ({ store }) => {
      await append(store, ...events(3))
      expect(await store.storeEvent(anEvent())).toMatchObject({ version: 4, repeated: false })
    })

    test('of one event goes to the stream that the event names', async ({ store }) => {
      const event = anEvent('cart-9', 'CartSubmitted')
      await store.storeEvent(event, { expectedVersion: 'no-stream' })
      expect((await streamOf(store, streamName('cart-9'))).map(asNew)).toEqual([event])
    })

    test('that is refused leaves no gap in versions', async ({ store }) => {
      await append(store, anEvent())
      await expect(store.storeEvents(order, events(5), { expectedVersion: 7 })).rejects.toThrow('expected')
      await append(store, anEvent())
      expect((await streamOf(store, order)).map((event) => event.version)).toEqual([1, 2])
    })

    test('of a thousand events is one: all of them, in order', async ({ store }) => {
      const batch = events(1000)
      expect(await store.storeEvents(order, batch, { expectedVersion: 0 })).toMatchObject({ version: 1000 })
      expect((await allOf(store.readAll())).map(asNew)).toEqual(batch)
    })

    test('without events is refused', async ({ store }) => {
      await expect(store.storeEvents(order, [])).rejects.toMatchObject({ code: 'invalid-event' })
    })

    test('with an event of another stream is refused whole', async ({ store }) => {
      await expect(store.storeEvents(order, [anEvent(), anEvent('order-2')])).rejects.toMatchObject({
        code: 'invalid-event',
      })
      expect(await store.head()).toBe(0)
    })

    test('with an event past the limit of bytes is refused whole', async ({ store }) => {
      const nineMiB = new EventBuilder()
        .stream('order-1')
        .type('Huge')
        .dataText(JSON.stringify({ text: 'x'.repeat(9 * 1024 * 1024) }))
        .build()
      await expect(store.storeEvents(order, [anEvent(), { ...nineMiB, metadata: nineMiB.data }])).rejects.toMatchObject(
        { code: 'event-too-large' },
      )
      expect(await store.head()).toBe(0)
    })

    test('with half a surrogate pair in its data is refused', async ({ store }) => {
      const torn = new EventBuilder().stream('order-1').type('Torn').dataText('"whole"').build()
      const half = { ...torn, data: torn.data.replace('whole', '\ud800') as typeof torn.data }
      await expect(store.storeEvents(order, [half])).rejects.toMatchObject({ code: 'invalid-event' })
    })
  })

  describe('of appends at the same time', () => {
    test('that expect the same version, exactly one wins', async ({ store }) => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 50 }, () => store.storeEvents(order, [anEvent(), anEvent()], { expectedVersion: 0 })),
      )
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({ code: 'wrong-expected-version', details: { actual: 2 } })
      expect(await streamOf(store, order)).toHaveLength(2)
    })

    test('some fail and the others succeed, each alone', async ({ store }) => {
      const [good, bad, alsoGood] = await Promise.allSettled([
        store.storeEvents(order, events(2), { expectedVersion: 0 }),
        store.storeEvents(order, events(2), { expectedVersion: 0 }),
        store.storeEvents(order, events(2), { expectedVersion: 2 }),
      ])
      expect(good).toMatchObject({ status: 'fulfilled', value: { version: 2 } })
      expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'wrong-expected-version' } })
      expect(alsoGood).toMatchObject({ status: 'fulfilled', value: { version: 4 } })
    })

    test('to many streams, every event is there once and versions have no gaps', async ({ store }) => {
      const batches = Array.from({ length: 100 }, (_, i) => events(3, `order-${i % 10}`))
      await Promise.all(batches.map((batch) => append(store, ...batch)))
      const found = await allOf(store.readAll())
      expect(new Set(found.map((event) => event.id))).toEqual(new Set(batches.flat().map((event) => event.id)))
      expect(found).toHaveLength(300)
      for (let i = 0; i < 10; i++)
        expect((await streamOf(store, streamName(`order-${i}`))).map((event) => event.version)).toEqual(
          Array.from({ length: 30 }, (_, version) => version + 1),
        )
    })

    test('each one is whole: its events follow each other in the store', async ({ store }) => {
      const batches = Array.from({ length: 20 }, (_, i) => events(5, `order-${i % 3}`))
      await Promise.all(batches.map((batch) => append(store, ...batch)))
      const ids = (await allOf(store.readAll())).map((event) => event.id)
      for (const batch of batches) {
        const [first, ...rest] = batch.map((event) => event.id)
        const start = first === undefined ? -1 : ids.indexOf(first)
        expect(ids.slice(start, start + 5)).toEqual([first, ...rest])
      }
    })
  })
}
