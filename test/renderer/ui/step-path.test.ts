import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepPath, valueAt } from '../../../src/renderer/ui/step-path.ts'

const scale = { xPx: (x: number) => x, yPx: (y: number) => 100 - y }

test('a value holds until the next, and the last one to the end', () => {
  const points = [
    { x: 10, y: 5 },
    { x: 20, y: 8 },
  ]
  expect(stepPath(points, 30, scale)).toBe('M10 95V95H20V92H30')
})

test('where there is no value there is no line', () => {
  const points = [
    { x: 10, y: 5 },
    { x: 20, y: undefined },
    { x: 30, y: 7 },
  ]
  expect(stepPath(points, 40, scale)).toBe('M10 95V95H20M30 93V93H40')
})

test('of many values in one pixel the lowest, the highest and the last are drawn', () => {
  const points = [5, 90, 1, 40].map((y, i) => ({ x: 10 + i / 10, y }))
  expect(stepPath(points, 20, scale)).toBe('M10 95V10V99V60H20')
})

test('the path is no longer than the room is wide, however many points there are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 3000 }), (values) => {
      const points = values.map((y, i) => ({ x: (i * 50) / values.length, y }))
      expect(stepPath(points, 50, scale).split(/[MHV]/).length).toBeLessThanOrEqual(51 * 4 + 3)
    }),
  )
})

test('the value at a place is that of the last point at or before it', () => {
  const points = [
    { x: 10, y: 5 },
    { x: 20, y: undefined },
  ]
  expect([9, 10, 19, 20, 99].map((x) => valueAt(points, x))).toEqual([undefined, 5, 5, undefined, undefined])
  expect(valueAt([], 1)).toBeUndefined()
})
