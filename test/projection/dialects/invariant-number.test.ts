import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invariantNumber } from '../../../src/projection/dialects/invariant-number.ts'

test.each([
  [0, '0'],
  [-0, '-0'],
  [42, '42'],
  [-1.5, '-1.5'],
  [0.1, '0.1'],
  [0.0001, '0.0001'],
  [0.00001, '1E-05'],
  [1.5e-7, '1.5E-07'],
  [100_000_000_000_000, '100000000000000'],
  [1e15, '1E+15'],
  [9_007_199_254_740_992, '9007199254740992'],
  [9.223372036854776e18, '9.223372036854776E+18'],
  [1e21, '1E+21'],
  [1.7976931348623157e308, '1.7976931348623157E+308'],
  [5e-324, '5E-324'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
])('%d is written %s', (value, text) => {
  expect(invariantNumber(value)).toBe(text)
})

test('what is written is read as the same number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      expect(Number(invariantNumber(value))).toBe(value)
    }),
  )
})
