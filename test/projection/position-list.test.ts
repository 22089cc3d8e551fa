import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Position } from '../../src/core/event.ts'
import { PositionList } from '../../src/projection/position-list.ts'

const GROUP = 4

/** Neighbours, gaps, places between two positions as what-ifs have them, and leaps. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 1000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 4095 }).map((part) => part / 4096) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 ** 36 }) },
)

test('positions come back as they were, and are counted up to any place', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: GROUP, maxLength: 60 }), fc.double({ min: 0, max: 1 }), (steps, place) => {
      const list = new PositionList(GROUP)
      const positions: Position[] = []
      let last = 0
      for (const more of steps) {
        last += more
        positions.push(last as Position)
      }
      const whole = positions.slice(0, positions.length - (positions.length % GROUP))
      for (let at = 0; at < whole.length; at += GROUP) list.addGroup(whole.slice(at, at + GROUP))
      expect(whole.map((_, at) => list.at(Math.floor(at / GROUP), at % GROUP))).toEqual(whole)
      const somewhere = positions[Math.floor(place * (positions.length - 1))] ?? 0
      for (const position of [somewhere, somewhere - 0.5, somewhere + 1, 0, last + 1] as Position[]) {
        expect(list.countUpTo(position)).toBe(whole.filter((other) => other <= position).length)
        expect(list.countUpTo(position, true)).toBe(whole.filter((other) => other < position).length)
      }
    }),
    { numRuns: 500, seed: 128 },
  )
})

test('a group of another size is refused', () => {
  expect(() => new PositionList(2).addGroup([1 as Position])).toThrow(RangeError)
})

test('close positions take four bytes each', () => {
  const list = new PositionList(256)
  for (let group = 0; group < 256; group++)
    list.addGroup(Array.from({ length: 256 }, (_, at) => (1 + group * 256 + at) as Position))
  expect(list.residentBytes / (256 * 256)).toBeLessThan(4.1)
})
