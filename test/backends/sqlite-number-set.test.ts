import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  complementOf,
  intersectionOf,
  isAllNumbers,
  isNoNumbers,
  memberTest,
  type NumberSet,
  unionOf,
} from '../../src/backends/sqlite/number-set.ts'

const aSet: fc.Arbitrary<NumberSet> = fc.record({
  kind: fc.constantFrom('only', 'all but'),
  numbers: fc.array(fc.integer({ min: 1, max: 6 })).map((numbers) => new Set(numbers)),
})

const numbers = [1, 2, 3, 4, 5, 6, 7]

function members(set: NumberSet): boolean[] {
  return numbers.map(memberTest(set))
}

test('sets of numbers combine as their members do', () => {
  fc.assert(
    fc.property(aSet, aSet, (a, b) => {
      const [ofA, ofB] = [members(a), members(b)]
      expect(members(complementOf(a))).toEqual(ofA.map((is) => !is))
      expect(members(intersectionOf(a, b))).toEqual(ofA.map((is, i) => is && ofB[i]))
      expect(members(unionOf(a, b))).toEqual(ofA.map((is, i) => is || ofB[i]))
      if (isAllNumbers(a)) expect(ofA).not.toContain(false)
      if (isNoNumbers(a)) expect(ofA).not.toContain(true)
    }),
    { seed: 41, numRuns: 300 },
  )
})

test('0, which is no event, is in no set', () => {
  expect(memberTest({ kind: 'all but', numbers: new Set([3]) })(0)).toBe(false)
  expect(memberTest({ kind: 'all but', numbers: new Set() })(0)).toBe(false)
  expect(memberTest({ kind: 'all but', numbers: new Set([2_000_000]) })(0)).toBe(false)
  expect(memberTest({ kind: 'only', numbers: new Set([2_000_000]) })(2_000_000)).toBe(true)
})
