import { expect, test } from 'vitest'
import { parsePayloadPath } from '../../../src/core/filter/payload-path.ts'
import type { JsonText } from '../../../src/core/json.ts'
import { sampledValues } from '../../../src/renderer/state/sampled-values.ts'

function values(path: string, ...data: readonly string[]): readonly (readonly [string, number])[] {
  const events = data.map((text) => ({ data: text as JsonText, metadata: '{"actorId":"ann"}' as JsonText }))
  return sampledValues(events, parsePayloadPath(path)).map(({ text, events: count }) => [text, count])
}

test('each value is there once, as a filter compares with it, the most frequent first', () => {
  expect(values('data.s', '{"s":"7"}', '{"s":"a b"}', '{"s":7}', '{"s":"a b"}', '{"s":true}', '{"s":null}')).toEqual([
    ['"a b"', 2],
    ['"7"', 1],
    ['7', 1],
    ['true', 1],
    ['null', 1],
  ])
})

test('numbers keep all their digits', () => {
  expect(values('data.n', '{"n":12345678901234567890}', '{"n":0.10}')).toEqual([
    ['12345678901234567890', 1],
    ['0.10', 1],
  ])
})

test('objects, lists, long texts and what is no JSON are no values', () => {
  expect(values('data.s', '{"s":{}}', '{"s":[1]}', `{"s":"${'x'.repeat(201)}"}`, '{', '{}')).toEqual([])
})

test('metadata has values, too', () => {
  expect(values('meta.actorId', '{}', '{}')).toEqual([['ann', 2]])
})
