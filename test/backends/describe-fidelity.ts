import fc from 'fast-check'
import { describe, expect, test as vitestTest } from 'vitest'
import type { EpochErrorCode } from '../../src/core/errors.ts'
import { eventId, MAX_EVENT_BYTES, MAX_NAME_BYTES, type NewEvent } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { MAX_JSON_DEPTH } from '../../src/core/json.ts'
import { allOf, append, asNew, sharedStore, storeTest } from './store-test.ts'

const texts = [
  'null',
  '9007199254740993',
  '-123456789012345678901234567890.000100',
  '1e400',
  '-0',
  '0.1000',
  '""',
  '"\\u0000 \\ud800 \\/ \\u00e9 é"',
  '"😀 \u2028 \ufeff \u{10ffff}"',
  ' \t\r\n{ "b" : 1,\n"a":2 ,  "b":3 } \n',
  '{"__proto__":{"x":1},"":0}',
  `${'['.repeat(MAX_JSON_DEPTH - 1)}${']'.repeat(MAX_JSON_DEPTH - 1)}`,
  '9'.repeat(400),
  `-0.${'0123456789'.repeat(40)}e-400`,
]

/** Events that no store takes: where they are put together, or where a store is handed them past the builder. */
const refused: Record<string, { readonly code: EpochErrorCode; readonly make: () => NewEvent }> = {
  'a stream with a control character': { code: 'bad-name', make: () => made().stream('order\u0007').build() },
  'a stream with half a surrogate pair': { code: 'bad-name', make: () => made().stream('order-\ud800').build() },
  'a stream of 513 bytes': {
    code: 'bad-name',
    make: () =>
      made()
        .stream(`${'ü'.repeat(256)}x`)
        .build(),
  },
  'a stream without a name': { code: 'bad-name', make: () => made().stream('').build() },
  'a type with a NUL': { code: 'bad-name', make: () => made().type('Order\u0000Placed').build() },
  'a type of 513 bytes': {
    code: 'bad-name',
    make: () =>
      made()
        .type('x'.repeat(MAX_NAME_BYTES + 1))
        .build(),
  },
  'an id with a line feed': { code: 'bad-name', make: () => made().id('a\nb').build() },
  'an id with half a surrogate pair': { code: 'bad-name', make: () => made().id('\udc00').build() },
  'no data at all': { code: 'invalid-event', make: () => made().dataText('').build() },
  'data that is not JSON': { code: 'invalid-event', make: () => made().dataText("{'a':1}").build() },
  'data with a comma too many': { code: 'invalid-event', make: () => made().dataText('{"a":1,}').build() },
  'data with NaN': { code: 'invalid-event', make: () => made().dataText('NaN').build() },
  'data with a NUL': { code: 'invalid-event', make: () => made().dataText('"\u0000"').build() },
  'data nested too deep': {
    code: 'invalid-event',
    make: () =>
      made()
        .dataText('['.repeat(MAX_JSON_DEPTH + 1) + ']'.repeat(MAX_JSON_DEPTH + 1))
        .build(),
  },
  'data nested far too deep': { code: 'invalid-event', make: () => made().dataText('{"a":'.repeat(500_000)).build() },
  'metadata that is no object': { code: 'invalid-event', make: () => made().metadataText('[]').build() },
  'a time past what is exact': {
    code: 'invalid-event',
    make: () =>
      made()
        .createdAtUs(2 ** 53)
        .build(),
  },
  'schema version 0': { code: 'invalid-event', make: () => made().schemaVersion(0).build() },
  'more than 16 MiB of data': {
    code: 'event-too-large',
    make: () =>
      made()
        .dataText(`"${'x'.repeat(MAX_EVENT_BYTES - 3)}"`)
        .build(),
  },
  'a stream past the builder': { code: 'bad-name', make: () => pastBuilder({ stream: 'order\u0007' }) },
  'a type past the builder': { code: 'bad-name', make: () => pastBuilder({ type: '' }) },
  'an id past the builder': { code: 'bad-name', make: () => pastBuilder({ id: 'x'.repeat(513) }) },
  'a UUID in capitals past the builder': {
    code: 'bad-name',
    make: () => pastBuilder({ id: '018F2F6E-7B1C-7000-8000-0000000000FF' }),
  },
  'half a microsecond past the builder': { code: 'invalid-event', make: () => pastBuilder({ createdAtUs: 0.5 }) },
  'half a schema version past the builder': { code: 'invalid-event', make: () => pastBuilder({ schemaVersion: 1.5 }) },
  'half a surrogate pair in its metadata past the builder': {
    code: 'invalid-event',
    make: () => pastBuilder({ metadata: '{"a":"\udc00"}' }),
  },
}

function made(): EventBuilder {
  return new EventBuilder().stream('order-1').type('OrderPlaced')
}

function pastBuilder(members: Readonly<Record<string, unknown>>): NewEvent {
  return Object.assign({ ...made().build() }, members)
}

const names = [
  'order',
  'order-1',
  '-',
  '-x',
  'a-b-c',
  'quote\'"`;--',
  '/etc/../ü?%',
  'emoji-😀',
  ' ',
  'é',
  'e\u0301',
  '__proto__',
  'x'.repeat(MAX_NAME_BYTES),
  'ü'.repeat(MAX_NAME_BYTES / 2),
]

const ids = [
  'x',
  '0',
  '0123456789abcdef',
  '0123456789abcde',
  '018f2f6e-7b1c-7000-8000-000000000001',
  '018f2f6e7b1c70008000000000000001',
  '{018f2f6e-7b1c-7000-8000-000000000001}',
  'https://example.org/events?id=1#😀',
  'i'.repeat(MAX_NAME_BYTES),
]

const anyJson = fc
  .json({ noUnicodeString: false })
  .chain((json) =>
    fc
      .tuple(fc.constantFrom('', ' ', '\n\t'), fc.constantFrom('', '\r\n '))
      .map(([before, after]) => before + json + after),
  )

/** What goes in comes out, to the byte. */
export function describeFidelity(open: () => Promise<EventStoreBackend>): void {
  const test = storeTest(open)

  describe('what was stored', () => {
    test('comes back to the byte, whatever JSON it is', async ({ store }) => {
      const batch = texts.map((text) =>
        new EventBuilder().stream('any-1').type('Any').dataText(text).metadataText(`{"kept": ${text} }`).build(),
      )
      await append(store, ...batch)
      expect((await allOf(store.readAll())).map(asNew)).toEqual(batch)
    })

    test('comes back to the byte for any JSON', async ({ store }) => {
      const batch = fc
        .sample(anyJson, { seed: 53, numRuns: 300 })
        .map((text) => new EventBuilder().stream('any-1').type('Any').dataText(text).build())
      await append(store, ...batch)
      expect((await allOf(store.readAll())).map((event) => event.data)).toEqual(batch.map((event) => event.data))
    })

    test('keeps names of streams and types as they are', async ({ store }) => {
      for (const name of names) await append(store, new EventBuilder().stream(name).type(name).build())
      const found = await allOf(store.readAll())
      expect(found.map((event) => [event.stream, event.type, event.version])).toEqual(
        names.map((name) => [name, name, 1]),
      )
    })

    test('keeps ids as they are, UUIDs in lower case', async ({ store }) => {
      for (const id of ids) await append(store, new EventBuilder().stream('any-1').type('Any').id(id).build())
      expect((await allOf(store.readAll())).map((event) => event.id)).toEqual(ids)
      const upper = '018F2F6E-7B1C-7000-8000-0000000000FF'
      await append(store, new EventBuilder().stream('any-2').type('Any').id(upper).build())
      expect((await allOf(store.readAll({ filter: { category: 'any' } }))).at(-1)?.id).toBe(eventId(upper))
    })

    test('keeps times to the microsecond, before 1970 and far ahead, in the order of commits', async ({ store }) => {
      const times = [Date.UTC(2024, 0, 1) * 1000 + 1, -1, 0, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 7]
      await append(store, ...times.map((us) => new EventBuilder().stream('a').type('T').createdAtUs(us).build()))
      expect((await allOf(store.readAll())).map((event) => event.createdAtUs)).toEqual(times)
    })

    test('keeps schema versions', async ({ store }) => {
      const versions = [1, 2, 300, Number.MAX_SAFE_INTEGER]
      await append(store, ...versions.map((v) => new EventBuilder().stream('a').type('T').schemaVersion(v).build()))
      expect((await allOf(store.readAll())).map((event) => event.schemaVersion)).toEqual(versions)
    })

    test('keeps an event of the largest size', async ({ store }) => {
      const text = `"${'€'.repeat(5 * 1024 * 1024)}"`
      const event = new EventBuilder().stream('a').type('Large').dataText(text).build()
      await append(store, event)
      const [found] = await allOf(store.readAll())
      expect(found?.data === text).toBe(true)
    })
  })

  describe('what a store does not take', () => {
    const store = sharedStore(open)
    for (const [what, { code, make }] of Object.entries(refused))
      vitestTest(`${what} is refused with ${code}, and nothing is written`, async () => {
        const head = await store().head()
        const appended = (async () => await store().storeEvent(make()))()
        await expect(appended).rejects.toMatchObject({ code })
        expect(await store().head()).toBe(head)
        await append(store(), made().build())
        expect(await store().head()).toBe(head + 1)
      })
  })
}
