import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addToColumns } from '../../../src/renderer/timeline/density-columns.ts'

/** Buckets of equal width spread over columns of 1 px. */
function spread(counts: readonly number[], columns: number, stretch = { fromPx: 0, toPx: columns }): Float64Array {
  const shares = new Float64Array(columns)
  const edgesPx = [...counts.keys(), counts.length].map((bucket) => (bucket * columns) / counts.length)
  addToColumns({ leftPx: 0, columnPx: 1, shares }, counts, edgesPx, stretch)
  return shares
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0)

test('a bucket over several columns is shared by them', () => {
  expect([...spread([6, 0], 6)]).toEqual([2, 2, 2, 0, 0, 0])
})

test('several buckets in one column are added up', () => {
  expect([...spread([1, 2, 3, 4], 2)]).toEqual([3, 7])
})

test('no events are lost or made up', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { maxLength: 300 }), fc.integer({ min: 1, max: 900 }), (counts, columns) => {
      expect(sum(spread(counts, columns))).toBeCloseTo(sum(counts), 4)
    }),
  )
})

test('two stretches that meet hold what the whole holds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(100), { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 0, max: 40 }),
      (counts, cut) => {
        const left = spread(counts, 40, { fromPx: 0, toPx: cut })
        const right = spread(counts, 40, { fromPx: cut, toPx: 40 })
        expect(sum(left) + sum(right)).toBeCloseTo(sum(counts), 6)
      },
    ),
  )
})

test('an idle stretch stays empty', () => {
  const columns = spread([5, ...Array.from({ length: 98 }, () => 0), 5], 50)
  expect([...columns.slice(1, 49)].every((count) => count === 0)).toBe(true)
})
