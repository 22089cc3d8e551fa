import fc from 'fast-check'
import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { positionAtPx, pxAtPosition, timeAtPosition, timeAtPx } from '../../../src/renderer/timeline/timeline-scale.ts'
import { positionScale, timesScale } from './made-up-scale.ts'

const plot = { leftPx: 10, widthPx: 400 }

/** Four buckets of 100 µs, the second of them idle. */
const history = { fromUs: 1000, bucketUs: 100, counts: [10, 0, 20, 5] }

test.each([
  { xPx: 10, found: 0 },
  { xPx: 60, found: 5 },
  { xPx: 110, found: 10 },
  { xPx: 160, found: 10 },
  { xPx: 260, found: 20 },
  { xPx: 410, found: 35 },
  { xPx: -50, found: 0 },
  { xPx: 900, found: 35 },
])('at $xPx px lies position $found', ({ xPx, found }) => {
  expect(positionAtPx(timesScale(history, plot), xPx)).toBe(found)
})

test('a position at the border of an idle span is drawn where its event happened, before the span', () => {
  expect(pxAtPosition(timesScale(history, plot), position(10))).toBe(110)
})

test('a head past the density lies at the right end', () => {
  const scale = timesScale({ ...history, head: 50 }, plot)
  expect(pxAtPosition(scale, position(50))).toBe(410)
  expect(positionAtPx(scale, 410)).toBe(50)
})

test('times run evenly over the axis and stay inside it', () => {
  const scale = timesScale(history, plot)
  expect([210, 5000].map((xPx) => timeAtPx(scale, xPx))).toEqual([1200, 1399])
  expect(timeAtPosition(scale, position(20))).toBe(1250)
})

test('by position the axis is even and tells no time; under the pointer is the event whose place it is', () => {
  const scale = positionScale(100, plot)
  expect([208, 210, 211].map((xPx) => positionAtPx(scale, xPx))).toEqual([50, 50, 51])
  expect(pxAtPosition(scale, position(100))).toBe(410)
  expect(timeAtPx(scale, 210)).toBeUndefined()
  expect(timeAtPosition(scale, position(50))).toBeUndefined()
})

test('an empty store has position 0 everywhere', () => {
  const scale = positionScale(0, plot)
  expect(positionAtPx(scale, 300)).toBe(0)
  expect(pxAtPosition(scale, position(0))).toBe(10)
})

test('a part that is known by itself tells its events apart, and what lies around it keeps its order', () => {
  const whole = timesScale({ ...history, span: { from: 1200, to: 1300 } }, plot)
  const shown = { axis: 'time', starts: [1200, 1250, 1300], counts: [1, 19], edges: [10, 11, 30], types: [] } as const
  const scale = { ...whole, part: { ...whole.part, shown: { ...shown, edges: shown.edges.map(position) } } }
  expect([80, 209, 311].map((xPx) => positionAtPx(scale, xPx))).toEqual([11, 11, 21])
  expect(pxAtPosition(scale, position(11))).toBe(210)
  expect(pxAtPosition(scale, position(9))).toBeLessThanOrEqual(10)
  expect(pxAtPosition(scale, position(31))).toBeGreaterThanOrEqual(410)
})

const counts = fc.array(fc.nat(2000), { minLength: 1, maxLength: 300 })

test('the place of a position leads back to that position', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 1000 }), share, (of, step, part) => {
      const scale = timesScale({ fromUs: 0, bucketUs: 1_000_000, counts: of, step }, plot)
      const at = position(Math.round(part * scale.part.head))
      expect(positionAtPx(scale, pxAtPosition(scale, at))).toBe(at)
    }),
  )
})

test('positions never fall from left to right, gaps folded or not', () => {
  const place = fc.double({ min: 0, max: 420, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 4, maxLength: 100 }), place, place, (of, a, b) => {
      const holed = of.map((count, bucket) => (bucket > 0 && bucket < of.length - 1 ? 0 : count))
      const gap = { from: 100, to: (of.length - 1) * 100, after: position(of[0] ?? 0) }
      const scale = timesScale({ fromUs: 0, bucketUs: 100, counts: holed, gaps: [gap] }, plot)
      expect(positionAtPx(scale, Math.min(a, b))).toBeLessThanOrEqual(positionAtPx(scale, Math.max(a, b)))
    }),
  )
})
