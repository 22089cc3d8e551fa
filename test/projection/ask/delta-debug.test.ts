import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deltaDebug } from '../../../src/projection/ask/delta-debug.ts'

const items = Array.from({ length: 60 }, (_, at) => at)

/** Parts pass that hold all of one of some groups. */
const groups = fc.array(fc.uniqueArray(fc.nat(59), { maxLength: 8 }), { minLength: 1, maxLength: 4 })

test('what is left passes, in its order, and without any one of its items it does not', async () => {
  await fc.assert(
    fc.asyncProperty(groups, async (wanted) => {
      const passes = (part: readonly number[]): boolean =>
        wanted.some((group) => group.every((one) => part.includes(one)))
      const left = await deltaDebug(items, (part) => Promise.resolve(passes(part)))
      expect(passes(left)).toBe(true)
      expect(left).toEqual(left.toSorted((one, other) => one - other))
      for (const without of left) expect(passes(left.filter((one) => one !== without))).toBe(false)
    }),
    { numRuns: 300, seed: 128 },
  )
})

test('it holds where more may undo what fewer do', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(59), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 2, max: 5 }),
      async (wanted, by) => {
        const passes = (part: readonly number[]): boolean =>
          part.length === items.length ||
          (wanted.every((one) => part.includes(one)) && part.length % by === wanted.length % by)
        const left = await deltaDebug(items, (part) => Promise.resolve(passes(part)))
        expect(passes(left)).toBe(true)
        for (const without of left) expect(passes(left.filter((one) => one !== without))).toBe(false)
      },
    ),
    { numRuns: 300, seed: 128 },
  )
})

test('of many items of which few count, few parts are tried', async () => {
  const many = Array.from({ length: 10_000 }, (_, at) => at)
  let tries = 0
  const left = await deltaDebug(many, (part) => {
    tries++
    return Promise.resolve(part.includes(17) && part.includes(9_000))
  })
  expect(left).toEqual([17, 9_000])
  expect(tries).toBeLessThan(200)
})
