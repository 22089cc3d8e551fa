import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeColumn,
  eachCount,
  encodeColumn,
  encodeCounts,
  SEGMENT_EVENTS,
  segmentOf,
} from '../../src/backends/sqlite/segment.ts'

/** Numbers of a whole segment, most of them few, now and then as large as a column can hold. */
const aColumn = fc
  .tuple(
    fc.array(fc.oneof({ arbitrary: fc.nat(40), weight: 5 }, fc.nat(0xffff), fc.nat(0xffff_ffff)), { minLength: 1 }),
    fc.nat(),
  )
  .map(([values, step]) =>
    Array.from({ length: SEGMENT_EVENTS }, (_, i) => values[(i * (step + 1)) % values.length] ?? 0),
  )

function countsOf(blob: Uint8Array): [number: number, count: number][] {
  const counts: [number, number][] = []
  eachCount(blob, (number, count) => counts.push([number, count]))
  return counts
}

describe('a column of a segment', () => {
  test('comes back as it was, whatever its width', () => {
    fc.assert(
      fc.property(aColumn, (numbers) => {
        expect([...decodeColumn(encodeColumn(numbers))]).toEqual(numbers)
      }),
      { seed: 11, numRuns: 200 },
    )
  })

  test.for([
    [0, 1],
    [255, 1],
    [256, 2],
    [65_535, 2],
    [65_536, 4],
    [4_294_967_295, 4],
  ] as const)('whose largest number is %i takes %i bytes a number, the lowest byte first', ([largest, bytes]) => {
    const blob = encodeColumn(Array.from({ length: SEGMENT_EVENTS }, (_, i) => (i === 7 ? largest : 0)))
    expect(blob).toHaveLength(bytes * SEGMENT_EVENTS)
    expect(blob.readUIntLE(7 * bytes, bytes)).toBe(largest)
  })

  test('is read where it lies, and copied only where it lies across words', () => {
    const blob = encodeColumn(Array.from({ length: SEGMENT_EVENTS }, (_, i) => i))
    expect(decodeColumn(blob).buffer).toBe(blob.buffer)
    const shifted = new Uint8Array(blob.length + 1)
    shifted.set(blob, 1)
    expect([...decodeColumn(shifted.subarray(1))]).toEqual([...decodeColumn(blob)])
  })

  test('of another length is damaged, and too few or too large numbers are none', () => {
    expect(() => decodeColumn(new Uint8Array(3 * SEGMENT_EVENTS))).toThrow(
      expect.objectContaining({ code: 'store-corrupt' }),
    )
    expect(() => encodeColumn([1])).toThrow(RangeError)
    expect(() => encodeColumn(Array.from({ length: SEGMENT_EVENTS }, () => 2 ** 32))).toThrow(RangeError)
  })
})

describe('the counts of a segment', () => {
  test('are those of each number, in ascending order, without the zeros', () => {
    fc.assert(
      fc.property(aColumn, (numbers) => {
        const expected = [...Map.groupBy(numbers, (number) => number)]
          .map(([number, all]): [number, number] => [number, all.length])
          .filter(([number]) => number !== 0)
          .sort(([a], [b]) => a - b)
        expect(countsOf(encodeCounts(numbers))).toEqual(expected)
      }),
      { seed: 12, numRuns: 200 },
    )
  })

  test('take a byte per small distance and count, and two from 128 on', () => {
    expect([...encodeCounts([3, 3, 5])]).toEqual([3, 2, 2, 1])
    expect([...encodeCounts(Array.from({ length: 128 }, () => 300))]).toEqual([0xac, 0x02, 0x80, 0x01])
    expect(encodeCounts([0, 0])).toHaveLength(0)
  })

  test('that break off, or have a number that is too long, are damaged', () => {
    const damaged = expect.objectContaining({ code: 'store-corrupt' })
    for (const bytes of [[3], [3, 0x80], [0x80], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]])
      expect(() => countsOf(Uint8Array.from(bytes))).toThrow(damaged)
  })
})

test('segments begin at position 1 and have a thousand positions', () => {
  expect([1, 1000, 1001, 2000, 2001].map(segmentOf)).toEqual([0, 0, 1, 1, 2])
})
