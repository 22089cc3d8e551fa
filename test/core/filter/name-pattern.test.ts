import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesPattern, nameTest, patternPrefix } from '../../../src/core/filter/name-pattern.ts'
import { wildcard } from './naive-predicate.ts'

describe('a name pattern', () => {
  test('matches what a regular expression for it matches, and each match begins with its prefix (seed 15)', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 8 })
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 })
    fc.assert(
      fc.property(few, name, fc.boolean(), (text, candidate, wild) => {
        const expected = wild ? wildcard(text).test(candidate) : text === candidate
        expect(matchesPattern({ text, wild }, candidate)).toBe(expected)
        expect(nameTest([{ text, wild }])(candidate)).toBe(expected)
        if (expected) expect(candidate.startsWith(patternPrefix({ text, wild }))).toBe(true)
      }),
      { seed: 15, numRuns: 3000 },
    )
  })

  test('of many stars takes no more than a moment', () => {
    const pattern = { text: `${'*a'.repeat(250)}*b`, wild: true }
    const startMs = performance.now()
    expect(matchesPattern(pattern, 'a'.repeat(512))).toBe(false)
    expect(performance.now() - startMs).toBeLessThan(2000)
  })
})
