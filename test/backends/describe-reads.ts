import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { type Event, eventType, position, START, streamName, streamVersion, utf8Length } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { type EventFilter, filterText, matcherOf } from '../../src/core/event-filter.ts'
import { type EventStoreBackend, PAGE_BYTES, PAGE_EVENTS } from '../../src/core/event-store-backend.ts'
import { allOf, anEvent, append, events, noon, storeTest } from './store-test.ts'

const streams = ['order-1', 'order-2', 'cart-1', 'order', 'stock-ü/1', 'nobody-1'].map(streamName)
const types = ['OrderPlaced', 'OrderPaid', 'Größe', 'Never'].map(eventType)
const seed = 20240501

const aFilter: fc.Arbitrary<EventFilter> = fc.record(
  {
    types: fc.subarray(types),
    streams: fc.subarray(streams),
    category: fc.constantFrom('order', 'cart', 'stock', 'nobody', 'ord'),
    where: fc
      .constantFrom('data.i>50', 'type:Order* -data.k=1', 'position:5..300 or data.i<3', '"k 2"', 'has:meta.x', 'i', '')
      .map(filterText),
  },
  { requiredKeys: [] },
)
const aDirection = fc.constantFrom('forwards' as const, 'backwards' as const)
const aLimit = fc.constantFrom(0, 1, 2, 7, 10_000)

/** 600 events of streams and types that take turns irregularly. */
async function mixedLog(store: EventStoreBackend): Promise<readonly Event[]> {
  for (let i = 0; i < 200; i++) {
    const batch = Array.from({ length: 1 + ((i * 7) % 5) }, (_, k) =>
      new EventBuilder()
        .stream(streams[(i * i + 3 * i) % 5] ?? 'order-1')
        .type(types[(i + k * k) % 3] ?? 'OrderPlaced')
        .createdAtUs(noon + i)
        .data({ i, k })
        .build(),
    )
    await append(store, ...batch)
  }
  return await allOf(store.readAll())
}

export function describeReads(open: () => Promise<EventStoreBackend>): void {
  const test = storeTest(open)

  describe('reading the log', () => {
    test('gives what fits the filter between two places, either way, up to a limit', async ({ store }) => {
      const log = await mixedLog(store)
      const aPlace = fc.constantFrom(START, ...log.map((event) => event.position), position(1_000_000))
      const options = fc.record(
        { after: aPlace, upTo: aPlace, direction: aDirection, filter: aFilter, limit: aLimit },
        { requiredKeys: [] },
      )
      await fc.assert(
        fc.asyncProperty(options, async (read) => {
          const { after, upTo, filter = {}, limit } = read
          const backwards = read.direction === 'backwards'
          const fits = matcherOf(filter)
          const fitting = log.filter(
            (event) =>
              fits(event) &&
              (backwards
                ? (after === undefined || event.position < after) && (upTo === undefined || event.position >= upTo)
                : (after === undefined || event.position > after) && (upTo === undefined || event.position <= upTo)),
          )
          if (backwards) fitting.reverse()
          expect(await allOf(store.readAll(read))).toEqual(fitting.slice(0, limit))
        }),
        { seed, numRuns: 150 },
      )
    })

    test('of an empty store gives no page', async ({ store }) => {
      expect(await allOf(store.readAll())).toEqual([])
      expect(await allOf(store.readAll({ direction: 'backwards' }))).toEqual([])
      expect(await store.head()).toBe(START)
    })

    test('after a place past the head gives nothing', async ({ store }) => {
      await append(store, ...events(3))
      expect(await allOf(store.readAll({ after: position(1_000_000) }))).toEqual([])
    })

    test('goes in positions that rise', async ({ store }) => {
      const log = await mixedLog(store)
      const positions = log.map((event) => event.position)
      expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b))
      expect(await store.head()).toBe(log.at(-1)?.position)
    })

    test('without an end reads what is committed while it goes on', async ({ store }) => {
      await append(store, ...events(1500))
      const found: Event[] = []
      for await (const page of store.readAll()) {
        if (found.length === 0) await append(store, anEvent('order-late'))
        found.push(...page)
      }
      expect(found).toHaveLength(1501)
    })
  })

  describe('reading a stream', () => {
    test('gives its events from any version, either way, up to a limit', async ({ store }) => {
      const log = await mixedLog(store)
      const options = fc.record(
        { from: fc.constantFrom(0, 1, 2, 50, 100, 5000).map(streamVersion), direction: aDirection, limit: aLimit },
        { requiredKeys: [] },
      )
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...streams), options, async (stream, read) => {
          const { from, limit } = read
          const backwards = read.direction === 'backwards'
          const fitting = log.filter(
            (event) =>
              event.stream === stream &&
              (from === undefined || (backwards ? event.version <= from : event.version >= from)),
          )
          if (backwards) fitting.reverse()
          expect(await allOf(store.readEvents(stream, read))).toEqual(fitting.slice(0, limit))
        }),
        { seed, numRuns: 100 },
      )
    })

    test('that is not there gives no page', async ({ store }) => {
      await append(store, anEvent())
      expect(await allOf(store.readEvents(streamName('order-2')))).toEqual([])
    })
  })

  describe('a page', () => {
    test('has at most a thousand events and is never empty', async ({ store }) => {
      await append(store, ...events(PAGE_EVENTS))
      await append(store, ...events(PAGE_EVENTS + 500))
      for (const read of [store.readAll(), store.readEvents(streamName('order-1'))]) {
        let count = 0
        for await (const page of read) {
          expect(page.length).toBeGreaterThan(0)
          expect(page.length).toBeLessThanOrEqual(PAGE_EVENTS)
          count += page.length
        }
        expect(count).toBe(2 * PAGE_EVENTS + 500)
      }
    })

    test('has at most its bytes, and an event larger than that is alone in its own', async ({ store }) => {
      const kilobytes = [1, 400, 400, 400, 1, 1500, 1, 1, 2000, 1100, 3, 600, 600]
      const log = kilobytes.map((size, i) =>
        new EventBuilder()
          .stream('order-1')
          .type('Sized')
          .dataText(`"${'ü'.repeat(size * 512)}${i}"`)
          .build(),
      )
      await append(store, ...log)
      const order = streamName('order-1')
      const reads = [
        { pages: store.readAll(), want: log },
        { pages: store.readAll({ direction: 'backwards' }), want: log.toReversed() },
        { pages: store.readAll({ filter: { category: 'order' } }), want: log },
        { pages: store.readAll({ filter: { types: [eventType('Sized')] } }), want: log },
        { pages: store.readEvents(order), want: log },
        { pages: store.readEvents(order, { direction: 'backwards' }), want: log.toReversed() },
      ]
      for (const { pages, want } of reads) {
        const ids: string[] = []
        for await (const page of pages) {
          const bytes = page.reduce((sum, event) => sum + utf8Length(event.data) + utf8Length(event.metadata), 0)
          if (page.length > 1) expect(bytes).toBeLessThanOrEqual(PAGE_BYTES)
          ids.push(...page.map((event) => event.id))
        }
        expect(ids).toEqual(want.map((event) => event.id))
      }
    })
  })

  describe('an aborted read', () => {
    const reason = new Error('enough')
    const reads = {
      'the log': (store: EventStoreBackend, signal: AbortSignal) => store.readAll({ signal }),
      'the log backwards': (store: EventStoreBackend, signal: AbortSignal) =>
        store.readAll({ signal, direction: 'backwards' }),
      'a filter': (store: EventStoreBackend, signal: AbortSignal) =>
        store.readAll({ signal, filter: { category: 'order' } }),
      'a stream': (store: EventStoreBackend, signal: AbortSignal) =>
        store.readEvents(streamName('order-1'), { signal }),
    }

    for (const [what, read] of Object.entries(reads)) {
      test(`of ${what} gives its reason at once when it was aborted before`, async ({ store }) => {
        await append(store, ...events(10))
        await expect(allOf(read(store, AbortSignal.abort(reason)))).rejects.toBe(reason)
      })

      test(`of ${what} gives its reason instead of the next page`, async ({ store }) => {
        await append(store, ...events(PAGE_EVENTS))
        await append(store, ...events(PAGE_EVENTS))
        const end = new AbortController()
        const pages = read(store, end.signal)[Symbol.asyncIterator]()
        expect((await pages.next()).value).toHaveLength(PAGE_EVENTS)
        end.abort(reason)
        await expect(pages.next()).rejects.toBe(reason)
      })
    }
  })
}
