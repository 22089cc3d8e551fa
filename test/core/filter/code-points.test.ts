import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareCodePoints } from '../../../src/core/filter/code-points.ts'
import { anyText } from './filter-trees.ts'

describe('texts by code points', () => {
  test('compare as their code points do (seed 13)', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (start, a, b) => {
        const [x, y] = [start + a, start + b].map((text) =>
          Array.from(text, (one) => String(one.codePointAt(0)).padStart(8, '0')),
        )
        const [left, right] = [x?.join('') ?? '', y?.join('') ?? '']
        expect(Math.sign(compareCodePoints(start + a, start + b))).toBe(left < right ? -1 : left > right ? 1 : 0)
      }),
      { seed: 13, numRuns: 3000 },
    )
  })

  test.each([
    ['\uffff', '\u{1f600}', -1],
    ['\ud800', '\ud800\udc00', -1],
    ['\ud800\uffff', '\ud800\u{1f600}', -1],
    ['\ud800x', '\ud800\udc00', -1],
    ['a', 'ab', -1],
    ['\u{1f600}', '\u{1f601}', -1],
    ['', '', 0],
  ])('%j beside %j: %i', (a, b, order) => {
    expect(Math.sign(compareCodePoints(a, b))).toBe(order)
    expect(Math.sign(compareCodePoints(b, a))).toBe(0 - order)
  })
})
