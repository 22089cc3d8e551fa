import fc from 'fast-check'
import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import type { Histogram, LogSummary } from '../../../src/core/log-index.ts'
import {
  positionAtPx,
  pxAtPosition,
  pxAtTime,
  type TimeScale,
  timeAtPx,
  timeScale,
} from '../../../src/renderer/timeline/time-scale.ts'

const plot = { leftPx: 10, widthPx: 400 }

/** Four buckets of 100 µs, the second of them idle. */
const histogram: Histogram = {
  fromUs: 1000,
  toUs: 1400,
  counts: [10, 0, 20, 5],
  edges: [0, 10, 10, 30, 35].map(position),
}

function summary(head: number, times?: { readonly firstUs: number; readonly lastUs: number }): LogSummary {
  return { head: position(head), events: head, streams: 1, ...times }
}

function scaleOfCounts(counts: readonly number[], gap: number): TimeScale {
  const edges = [0]
  for (const count of counts) edges.push((edges.at(-1) ?? 0) + count * gap)
  const histogram = { fromUs: 0, toUs: 1_000_000, counts, edges: edges.map(position) }
  return timeScale(histogram, summary(edges.at(-1) ?? 0), plot)
}

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
  expect(positionAtPx(timeScale(histogram, summary(35), plot), xPx)).toBe(found)
})

test('a position at the border of an idle span is drawn where its event happened, before the span', () => {
  expect(pxAtPosition(timeScale(histogram, summary(35), plot), position(10))).toBe(110)
})

test('a head past the histogram lies at the right end', () => {
  const scale = timeScale(histogram, summary(50), plot)
  expect(pxAtPosition(scale, position(50))).toBe(410)
  expect(positionAtPx(scale, 410)).toBe(50)
})

test('times run evenly over the axis and stay inside it', () => {
  const scale = timeScale(histogram, summary(35), plot)
  expect(timeAtPx(scale, 210)).toBe(1200)
  expect(timeAtPx(scale, 5000)).toBe(1400)
  expect(pxAtTime(scale, 1300)).toBe(310)
})

test('without times the axis is even over positions and tells no time', () => {
  const scale = timeScale(undefined, summary(100), plot)
  expect(positionAtPx(scale, 210)).toBe(50)
  expect(pxAtPosition(scale, position(100))).toBe(410)
  expect(timeAtPx(scale, 210)).toBeUndefined()
})

test('when all happened at one instant every place has that time', () => {
  const instant = { firstUs: 5_000, lastUs: 5_000 }
  const oneBucket = { fromUs: 5_000, toUs: 5_000, counts: [7, 0], edges: [0, 7, 7].map(position) }
  const scale = timeScale(oneBucket, summary(7, instant), plot)
  expect(timeAtPx(scale, 333)).toBe(5_000)
  expect(pxAtPosition(scale, position(7))).toBe(410)
})

test('an empty store has position 0 everywhere', () => {
  const scale = timeScale(undefined, summary(0), plot)
  expect(positionAtPx(scale, 300)).toBe(0)
  expect(scale.counts).toEqual([0])
  expect(pxAtPosition(scale, position(0))).toBe(10)
})

test('the place of a position leads back to that position', () => {
  const counts = fc.array(fc.nat(2000), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 1, max: 1000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (of, gap, share) => {
        const scale = scaleOfCounts(of, gap)
        const at = position(Math.round(share * (scale.edges.at(-1) ?? 0)))
        expect(positionAtPx(scale, pxAtPosition(scale, at))).toBe(at)
      },
    ),
  )
})

test('positions never fall from left to right', () => {
  const place = fc.double({ min: 0, max: 420, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 1, maxLength: 100 }), place, place, (of, a, b) => {
      const scale = scaleOfCounts(of, 1)
      expect(positionAtPx(scale, Math.min(a, b))).toBeLessThanOrEqual(positionAtPx(scale, Math.max(a, b)))
    }),
  )
})
