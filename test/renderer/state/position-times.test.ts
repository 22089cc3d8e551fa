import fc from 'fast-check'
import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { positionTimes } from '../../../src/renderer/state/position-times.ts'

const histogram = {
  fromUs: 1000,
  toUs: 4999,
  counts: [2, 0, 6, 1],
  edges: [0, 20, 20, 80, 90].map(position),
}

test('a history without times that differ has none to offer', () => {
  expect(positionTimes(undefined)).toBeUndefined()
  expect(positionTimes({ ...histogram, toUs: 1000 })).toBeUndefined()
})

test('a position lies in the span of time in which its events came', () => {
  const times = positionTimes(histogram)
  expect([0, 20, 50, 80, 90].map((at) => times?.timeAt(position(at)))).toEqual([1000, 2000, 3500, 4000, 5000])
})

test('neither falls as the other rises, and a position is found again by its time', () => {
  const times = positionTimes(histogram)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), (a, b) => {
      const [low, high] = [position(Math.min(a, b)), position(Math.max(a, b))]
      expect(times?.timeAt(low)).toBeLessThanOrEqual(times?.timeAt(high) ?? 0)
      expect(Math.abs((times?.positionAt(times.timeAt(low)) ?? 0) - low)).toBeLessThanOrEqual(1)
    }),
  )
})
