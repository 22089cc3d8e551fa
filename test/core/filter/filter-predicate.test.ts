import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Event, position, streamVersion } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { predicateOf } from '../../../src/core/filter/filter-predicate.ts'
import { parseFilter } from '../../../src/core/filter/parse-filter.ts'
import type { JsonText } from '../../../src/core/json.ts'
import { anyEvent, likely } from './filter-events.ts'
import { aFilterTree } from './filter-trees.ts'
import { naiveFits } from './naive-predicate.ts'

function eventWith(data: string, metadata = ''): Event {
  const event = new EventBuilder().stream('order-17').type('OrderPlaced').createdAtUs(1_000_000).data(null).build()
  return {
    ...event,
    position: position(7),
    version: streamVersion(3),
    data: data as JsonText,
    metadata: metadata as JsonText,
  }
}

function fits(filter: string, event: Event): boolean {
  return predicateOf(parseFilter(filter))(event)
}

test('a filter fits what the plainest reading of it fits (seed 17)', () => {
  let fitting = 0
  fc.assert(
    fc.property(aFilterTree(likely), fc.array(anyEvent, { minLength: 4, maxLength: 8 }), (tree, events) => {
      const predicate = predicateOf(tree)
      for (const event of events) {
        const expected = naiveFits(tree, event)
        expect(predicate(event)).toBe(expected)
        if (expected) fitting++
      }
    }),
    { seed: 17, numRuns: 3000 },
  )
  expect(fitting).toBeGreaterThan(3000)
})

describe('a header', () => {
  const event = eventWith('{}')

  test.each<[string, boolean]>([
    ['type:OrderPlaced', true],
    ['type:orderplaced', false],
    ['type:Order*', true],
    ['type:*', true],
    ['type:"Order*"', false],
    ['stream:*-1*', true],
    ['stream:*17*7', false],
    ['category:order', true],
    ['category:ord', false],
    ['position:7', true],
    ['position<7', false],
    ['version:2..3', true],
    ['schema:1', true],
    ['time:1970-01-01T00:00:01', true],
    ['time>1970-01-01T00:00:01', false],
    ['time:1970-01-01', true],
    ['time<1970-01-01', false],
    ['-type:Noise', true],
    ['type:Noise or position:7', true],
  ])('%s: %s', (filter, expected) => {
    expect(fits(filter, event)).toBe(expected)
  })
})

describe('a payload', () => {
  test.each<[string, string, boolean]>([
    ['data.a=1', '{"a":1}', true],
    ['data.a=1', '{"a":1.0}', true],
    ['data.a=1', '{"a":"1"}', false],
    ['data.a="1"', '{"a":1}', false],
    ['data.a!=1', '{"a":"1"}', true],
    ['data.a!=1', '{"a":{}}', true],
    ['data.a!=1', '{}', false],
    ['-data.a=1', '{}', true],
    ['data.a<2', '{"a":"1"}', false],
    ['data.a=null', '{"a":null}', true],
    ['data.a=null', '{}', false],
    ['data.a!=null', '{"a":0}', true],
    ['has:data.a', '{"a":null}', true],
    ['has:data.a', '{"b":1}', false],
    ['has:data', 'nonsense', false],
    ['has:data', '0', true],
    ['data=0', '0', true],
    ['data.a=9007199254740993', '{"a":9007199254740993}', true],
    ['data.a=9007199254740993', '{"a":9007199254740992}', false],
    ['data.a>9007199254740992', '{"a":9007199254740993}', true],
    ['data.a=1', '{"a":1.00000000000000000000001}', false],
    ['data.a>1', '{"a":1.00000000000000000000001}', true],
    ['data.a>1e400', '{"a":1e401}', true],
    ['data.a<1e400', '{"a":1e401}', false],
    ['data.a=10e399', '{"a":1e400}', true],
    ['data.a>0', '{"a":1e-999999999999999999999999999999}', true],
    ['data.a=0', '{"a":-0.0}', true],
    ['data.a=1', '{"a":2,"a":1}', true],
    ['data.a=2', '{"a":2,"a":1}', false],
    ['data.a.b=1', '{"a":{"b":1},"a":{}}', false],
    ['data.a=1', '{"\\u0061":1}', true],
    ['data.a=x', '{"a":"\\u0078"}', true],
    ['data.a=1', '{"a":1', false],
    ['data.a[1]=2', '{"a":[1,2]}', true],
    ['data.a[1]=2', '{"a":{"1":2}}', false],
    ['data.a.1=2', '{"a":[1,2]}', false],
    ['data.a.length=2', '{"a":[1,2]}', false],
    ['data.a.length=2', '{"a":"ab"}', false],
    ['has:data.toString', '{}', false],
    ['has:data.__proto__', '{}', false],
    ['has:data.constructor.name', '{"a":1}', false],
    ['data.__proto__.x=1', '{"__proto__":{"x":1}}', true],
    ['data.constructor=1', '{"constructor":1}', true],
    ['data.a<"\u{1f600}"', '{"a":"\uffff"}', true],
    ['data.a="\\ud800"', '{"a":"\\ud800"}', true],
    ['data.a="a\\u0000b"', '{"a":"a\\u0000b"}', true],
  ])('%s fits %s: %s', (filter, data, expected) => {
    expect(fits(filter, eventWith(data))).toBe(expected)
  })

  test('may be nested deeper than any stack', () => {
    const depth = 20_000
    const deep = `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`
    expect(fits('data[0].a[0].a[0]!=1', eventWith(deep))).toBe(true)
    expect(fits('data[0].b=1', eventWith(deep))).toBe(false)
    expect(fits(`data.b=1`, eventWith(`{"a":${deep},"b":1.0}`))).toBe(true)
  })

  test('may have numbers of four hundred digits', () => {
    const [low, high] = [`${'9'.repeat(399)}1`, `${'9'.repeat(399)}2`]
    expect(fits(`data.a=${high}`, eventWith(`{"a":${high}}`))).toBe(true)
    expect(fits(`data.a=${high}`, eventWith(`{"a":${low}}`))).toBe(false)
    expect(fits(`data.a<${high}`, eventWith(`{"a":${low}}`))).toBe(true)
    expect(fits(`data.a>=${high}`, eventWith(`{"a":${low}}`))).toBe(false)
  })

  test('is read of metadata as of data, and absent metadata has nothing', () => {
    expect(fits('meta.userId=u1', eventWith('{}', '{"userId":"u1"}'))).toBe(true)
    expect(fits('has:meta', eventWith('{}'))).toBe(false)
    expect(fits('meta.a!=1', eventWith('{}'))).toBe(false)
  })

  test('names its links at its top level, and the case of a UUID does not matter', () => {
    const metadata = '{"correlationId":"018F2F6E-7B1C-7000-8000-00000000000A","causationId":"X","actorId":7}'
    const event = eventWith('{}', metadata)
    expect(fits('correlation:018f2f6e-7b1c-7000-8000-00000000000a', event)).toBe(true)
    expect(fits('causation:X', event)).toBe(true)
    expect(fits('causation:x', event)).toBe(false)
    expect(fits('actor:7', event)).toBe(false)
    expect(fits(`id:${event.id.toUpperCase()}`, event)).toBe(true)
  })
})

describe('words', () => {
  test.each<[string, string, boolean]>([
    ['pen', '{"item":"A Pen."}', true],
    ['pen', '{"item":"pencil"}', false],
    ['item', '{"item":1}', true],
    ['"free text"', '{"a":"Free, text"}', true],
    ['"free text"', '{"a":"text free"}', false],
    ['text free', '{"a":"Free text"}', true],
    ['free-text', '{"a":"free text"}', true],
    ['café', '{"a":"CAF\\u00c9"}', true],
    ['cafe\u0301', '{"a":"café"}', true],
    ['"a b"', '{"x":"a\\nb"}', true],
    ['ὀδυσσεύς', '{"a":"ὈΔΥΣΣΕΎΣ"}', true],
    ['😀 a', '{"a":"😀"}', true],
    ['true', '{"a":true}', true],
    ['pen', 'pen, and no JSON', true],
  ])('%s fits %s: %s', (filter, data, expected) => {
    if (filter.includes('😀')) expect(() => parseFilter(filter)).toThrow('a letter or a digit')
    else expect(fits(filter, eventWith(data))).toBe(expected)
  })
})
