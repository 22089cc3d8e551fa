import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  categoryOf,
  type Event,
  eventId,
  eventType,
  position,
  streamName,
  streamVersion,
  utf8Length,
} from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { filterText, isEverything, matcherOf } from '../../src/core/event-filter.ts'
import type { JsonText } from '../../src/core/json.ts'
import { linksOf } from '../../src/core/metadata.ts'

describe('names and places', () => {
  test('utf8Length counts what an encoder writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => utf8Length(text) === new TextEncoder().encode(text).length),
    )
  })

  test.each([
    ['order-17', 'order'],
    ['order-17-b', 'order'],
    ['repository', 'repository'],
    ['-17', '-17'],
  ])('the category of %s is %s', (stream, category) => {
    expect(categoryOf(streamName(stream))).toBe(category)
  })

  test('a UUID is lower case, any other id is kept as it is', () => {
    expect(eventId('0190B6E2-0000-7000-8000-00000000000A')).toBe('0190b6e2-0000-7000-8000-00000000000a')
    expect(eventId('Order/7')).toBe('Order/7')
  })

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('%s is no position', (value) => {
    expect(() => position(value)).toThrow(RangeError)
  })
})

describe('a filter', () => {
  const event: Event = {
    ...new EventBuilder().stream('order-1').type('OrderPlaced').data({ cents: 5 }).build(),
    position: position(1),
    version: streamVersion(1),
  }

  test.each([
    { filter: {}, fits: true },
    { filter: { category: 'order' }, fits: true },
    { filter: { category: 'payment' }, fits: false },
    { filter: { types: [eventType('OrderPlaced')] }, fits: true },
    { filter: { types: [] }, fits: false },
    { filter: { streams: [streamName('order-1')], types: [eventType('OrderPaid')] }, fits: false },
    { filter: { category: 'order', where: filterText('data.cents=5') }, fits: true },
    { filter: { category: 'order', where: filterText('data.cents=6') }, fits: false },
    { filter: { types: [eventType('OrderPaid')], where: filterText('') }, fits: false },
  ])('$filter fits an order that was placed: $fits', ({ filter, fits }) => {
    expect(matcherOf(filter)(event)).toBe(fits)
  })
})

test('a filter whose text is blank wants everything', () => {
  expect(isEverything({ where: filterText('  ') })).toBe(true)
  expect(isEverything({ where: filterText('x') })).toBe(false)
  expect(isEverything({ types: [] })).toBe(false)
})

describe('linksOf', () => {
  test.each([
    {
      metadata: '{"causationId":"a","correlationId":"b","actorId":"c","x":1}',
      links: { causationId: 'a', correlationId: 'b', actorId: 'c' },
    },
    { metadata: '{"causationId":7}', links: {} },
    { metadata: '{"__proto__":{"causationId":"a"}}', links: {} },
    { metadata: '["causationId"]', links: {} },
    { metadata: '"broken', links: {} },
    { metadata: '', links: {} },
  ])('$metadata names $links', ({ metadata, links }) => {
    expect(linksOf(metadata as JsonText)).toEqual(links)
  })
})
