import fc from 'fast-check'
import { expect, test } from 'vitest'
import { densityColumns } from '../../../src/renderer/timeline/density-columns.ts'

test('a bucket over several columns is shared by them', () => {
  expect([...densityColumns([6, 0], 6)]).toEqual([2, 2, 2, 0, 0, 0])
})

test('several buckets in one column are added up', () => {
  expect([...densityColumns([1, 2, 3, 4], 2)]).toEqual([3, 7])
})

test('no events are lost or made up', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { maxLength: 300 }), fc.integer({ min: 1, max: 900 }), (counts, columns) => {
      const sum = densityColumns(counts, columns).reduce((a, b) => a + b, 0)
      expect(sum).toBeCloseTo(
        counts.reduce((a, b) => a + b, 0),
        4,
      )
    }),
  )
})

test('an idle stretch stays empty', () => {
  const columns = densityColumns([5, ...Array.from({ length: 98 }, () => 0), 5], 50)
  expect([...columns.slice(1, 49)].every((count) => count === 0)).toBe(true)
})
