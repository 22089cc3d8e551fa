import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareNumberTexts, isNumberText } from '../../../src/core/filter/number-text.ts'
import { aNumberText } from './filter-trees.ts'
import { naiveOrder } from './naive-predicate.ts'

describe('numbers as texts', () => {
  test.each(['0', '-0', '10', '1.50', '1e5', '1E+05', '-12.3e-4'])('%s is one', (text) => {
    expect(isNumberText(text)).toBe(true)
  })

  test.each(['', '-', '+1', '01', '.5', '5.', '1e', '0x1', ' 1', '1 ', 'NaN', 'Infinity', '1_000', '١'])(
    '%j is none',
    (text) => {
      expect(isNumberText(text)).toBe(false)
    },
  )

  test('compare as whole numbers do, and as decimals do (seed 9)', () => {
    const big = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })
    fc.assert(
      fc.property(big, big, (a, b) => {
        expect(Math.sign(compareNumberTexts(`${a}`, `${b}`))).toBe(a < b ? -1 : a > b ? 1 : 0)
      }),
      { seed: 9, numRuns: 500 },
    )
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?$/)
    const near = fc.oneof(digits, aNumberText)
    fc.assert(
      fc.property(near, near, (a, b) => {
        expect(Math.sign(compareNumberTexts(a, b))).toBe(naiveOrder(a, b))
      }),
      { seed: 9, numRuns: 3000 },
    )
  })

  test('are equal however they are written (seed 2)', () => {
    const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
    fc.assert(
      fc.property(whole, fc.nat(30), (value, zeros) => {
        expect(compareNumberTexts(`${value}`, `${value}.${'0'.repeat(zeros)}0`)).toBe(0)
        expect(compareNumberTexts(`${value}`, `${value}${'0'.repeat(zeros)}e-${zeros}`)).toBe(0)
        expect(compareNumberTexts(`${value}e${'0'.repeat(zeros)}7`, `${value}${'0'.repeat(7)}`)).toBe(0)
      }),
      { seed: 2, numRuns: 300 },
    )
  })

  const many = '9'.repeat(30)

  test.each([
    ['1e400', '1e401', -1],
    ['-1e400', '-1e401', 1],
    ['1e-400', '1e-401', 1],
    ['1e-400', '0', 1],
    ['-1e-400', '0', -1],
    ['0e99', '-0', 0],
    ['10e399', '1e400', 0],
    ['0.0001e404', '1e400', 0],
    [`1e${many}`, '1', 1],
    [`1e-${many}`, '1', -1],
    [`-1e${many}`, '1', -1],
    [`1e-${many}`, `1e${many}`, -1],
    [`1e-${many}`, `1e-${many}0`, 1],
    [`1e-${many}00`, `1e-${many}`, -1],
    [`10e${many}`, `1e1${'0'.repeat(30)}`, 0],
    [`1e0000${many}`, `1e${many}`, 0],
    [`1e${many}00`, `9e${many}`, 1],
  ])('%s beside %s: %s', (a, b, order) => {
    expect(Math.sign(compareNumberTexts(a, b))).toBe(order)
    expect(Math.sign(compareNumberTexts(b, a))).toBe(0 - order)
  })

  test('of millions of digits, before or in the exponent, take no more than a moment', () => {
    const long = '9'.repeat(4_000_000)
    const startMs = performance.now()
    expect(compareNumberTexts(`1e${long}`, '1e400')).toBeGreaterThan(0)
    expect(compareNumberTexts(`1e-${long}`, '1e-400')).toBeLessThan(0)
    expect(compareNumberTexts(`${long}1`, `${long}2`)).toBeLessThan(0)
    expect(compareNumberTexts(`0.${'0'.repeat(4_000_000)}1`, '1e-4000001')).toBe(0)
    expect(performance.now() - startMs).toBeLessThan(20_000)
  })
})
