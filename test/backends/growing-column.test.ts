import { expect, test } from 'vitest'
import { uint32Column } from '../../src/backends/growing-column.ts'

/** The even numbers from 0, so many that they do not fit in one array of the column. */
function evenNumbers(count: number) {
  const column = uint32Column()
  column.pushAll(Array.from({ length: count }, (_, i) => i * 2))
  return column
}

test('a column gives back every number that was pushed, and none past its end', () => {
  const column = evenNumbers(20_000)
  expect(column.length).toBe(20_000)
  for (const index of [0, 8191, 8192, 16_383, 16_384, 19_999]) expect(column.at(index)).toBe(index * 2)
  for (const index of [-1, 20_000, 24_575, 30_000]) expect(() => column.at(index)).toThrow(RangeError)
})

test.each([
  { what: 'in the first array', value: 10, from: 0, found: 5 },
  { what: 'at the place asked from', value: 10, from: 5, found: 5 },
  { what: 'before the place asked from', value: 10, from: 6, found: -1 },
  { what: 'at the start of a later array', value: 32_768, from: 0, found: 16_384 },
  { what: 'after a start inside another array', value: 32_770, from: 8190, found: 16_385 },
  { what: 'nowhere', value: 11, from: 0, found: -1 },
  { what: 'nowhere, where the rest of the last array is empty', value: 0, from: 1, found: -1 },
  { what: 'past the end', value: 0, from: 20_000, found: -1 },
])('a number that is $what is found there', ({ value, from, found }) => {
  expect(evenNumbers(20_000).indexOf(value, from)).toBe(found)
})

test.each([
  { value: -1, count: 0 },
  { value: 0, count: 1 },
  { value: 16_383, count: 8192 },
  { value: 16_384, count: 8193 },
  { value: 1_000_000, count: 20_000 },
])('$count of the numbers are at or below $value', ({ value, count }) => {
  expect(evenNumbers(20_000).countUpTo(value)).toBe(count)
})
