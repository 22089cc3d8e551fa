import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_EVENT_BYTES } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { linksOf } from '../../src/core/metadata.ts'

const order = new EventBuilder().stream('order-1').type('OrderPlaced')

function codeOf(make: () => unknown): unknown {
  try {
    make()
    return undefined
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

describe('EventBuilder', () => {
  test('builds an event of every member that was given', () => {
    const event = order
      .id('0190B6E2-0000-7000-8000-000000000001')
      .schemaVersion(2)
      .createdAtUs(1_700_000_000_123_456)
      .data({ cents: 3 })
      .metadata({ source: 'web' })
      .actorId('ann')
      .build()
    expect(event).toEqual({
      stream: 'order-1',
      type: 'OrderPlaced',
      id: '0190b6e2-0000-7000-8000-000000000001',
      schemaVersion: 2,
      createdAtUs: 1_700_000_000_123_456,
      data: '{"cents":3}',
      metadata: '{"source":"web","actorId":"ann"}',
    })
  })

  test('makes a UUIDv7 and the time when they are missing', () => {
    const before = Date.now()
    const event = order.build()
    expect(event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(event.createdAtUs).toBeGreaterThanOrEqual(before * 1000)
    expect(event).toMatchObject({ data: 'null', metadata: '{}', schemaVersion: 1 })
  })

  test('ids made one after the other rise, within a millisecond too', () => {
    const ids = Array.from({ length: 10_000 }, () => order.build().id)
    expect(ids.toSorted()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.each([
    { what: 'a missing stream', make: () => new EventBuilder().type('A').build(), code: 'invalid-event' },
    { what: 'a missing type', make: () => new EventBuilder().stream('a').build(), code: 'invalid-event' },
    { what: 'an empty stream', make: () => order.stream(''), code: 'bad-name' },
    { what: 'a control character', make: () => order.type('Order\nPlaced'), code: 'bad-name' },
    { what: 'half a surrogate pair', make: () => order.stream('order-\ud800'), code: 'bad-name' },
    { what: '513 bytes of name', make: () => order.stream(`${'é'.repeat(256)}x`), code: 'bad-name' },
    { what: 'data that is not JSON', make: () => order.dataText('{a:1}'), code: 'invalid-event' },
    { what: 'metadata that is no object', make: () => order.metadataText('[1]'), code: 'invalid-event' },
    { what: 'schema version 0', make: () => order.schemaVersion(0), code: 'invalid-event' },
    { what: 'an invalid date', make: () => order.createdAt(new Date(Number.NaN)), code: 'invalid-event' },
    {
      what: 'an event over 16 MiB',
      make: () => order.dataText(`"${'x'.repeat(MAX_EVENT_BYTES)}"`).build(),
      code: 'event-too-large',
    },
  ])('refuses $what as $code', ({ make, code }) => {
    expect(codeOf(make)).toBe(code)
  })

  test('takes a name of exactly 512 bytes', () => {
    expect(order.stream('é'.repeat(256)).build().stream).toHaveLength(256)
  })

  test('keeps the text of data and metadata to the byte', () => {
    const data = '{ "n": 12345678901234567890.0e5,\n "n":-0 , "s":"\\u00e9😀" }'
    const metadata = ' {"big":9007199254740993 } '
    expect(order.dataText(data).metadataText(metadata).build()).toMatchObject({ data, metadata })
  })

  test('a link is added to metadata text without touching the rest of it, and wins over a member of its name', () => {
    const event = order.metadataText('{"big":9007199254740993, "causationId":"old" }').causationId('new').build()
    expect(event.metadata).toBe('{"big":9007199254740993, "causationId":"old","causationId":"new"}')
    expect(linksOf(event.metadata).causationId).toBe('new')
  })

  test('causedBy names the cause and stays in its correlation, or begins one', () => {
    const first = order.build()
    const second = order.causedBy(first).build()
    const third = order.causedBy(second).build()
    expect(linksOf(second.metadata)).toEqual({ causationId: first.id, correlationId: first.id })
    expect(linksOf(third.metadata)).toEqual({ causationId: second.id, correlationId: first.id })
  })

  test('a builder is a template: a step changes only the builder it gives', () => {
    const other = order.type('OrderPaid')
    expect([order.build().type, other.build().type]).toEqual(['OrderPlaced', 'OrderPaid'])
  })

  test('any metadata object and any links stay one JSON object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string({ minLength: 1 }), (metadata, actor) => {
        const event = order.metadataText(JSON.stringify(metadata)).actorId(actor).build()
        expect(linksOf(event.metadata).actorId).toBe(actor)
      }),
    )
  })
})
