import { expect, test } from 'vitest'
import { jsonLoss } from '../../src/projection/json-loss.ts'

test.each([
  ['members that are undefined', { a: undefined, b: [{ c: undefined }] }],
  ['a negative zero', [-0]],
  ['text with half of a pair', { '\ud800': '\udc00' }],
  ['a member called __proto__', JSON.parse('{"__proto__":{"a":1}}')],
])('JSON keeps %s, as far as anybody is told', (_, value) => {
  expect(jsonLoss(value)).toBeUndefined()
})

test.each([
  [' is NaN', Number.NaN],
  ['.a[1] is undefined', { a: [1, undefined] }],
  ['[0] is undefined', Array(3)],
  ['.a.b is a Map', { a: { b: new Map() } }],
  ['.__proto__.a is a bigint', JSON.parse('{"__proto__":{"a":1}}', (_, value) => (value === 1 ? 1n : value))],
])('%s', (loss, value) => {
  expect(jsonLoss(value)).toBe(loss)
})

test('of a loss that is deep, or under a long name, the beginning and the end are said', () => {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  const named = { ['x'.repeat(1_000_000)]: new Date(0) }
  expect(jsonLoss(circle)).toMatch(/^\.self\.self\..*….* has more than 512 levels$/)
  expect(jsonLoss(named)).toMatch(/^\.x+…x+ is a Date$/)
  for (const value of [circle, named]) expect(jsonLoss(value)?.length).toBeLessThan(250)
})
