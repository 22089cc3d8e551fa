import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MIN_SIGHT, panned, type TrackSight, WHOLE, zoomed } from '../../../src/renderer/causation/track-sight.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })

const moves = fc.array(
  fc.oneof(
    fc.record({ at: share, factor: fc.double({ min: 0.01, max: 100, noNaN: true }) }),
    fc.record({ by: fc.double({ min: -3, max: 3, noNaN: true }) }),
  ),
)

type Move = { readonly at: number; readonly factor: number } | { readonly by: number }

function moved(sight: TrackSight, move: Move): TrackSight {
  return 'by' in move
    ? panned(sight, move.by)
    : zoomed(sight, sight.from + move.at * (sight.to - sight.from), move.factor)
}

test('no turn of the wheel leads out of the whole, or nearer than pixels can tell', () => {
  fc.assert(
    fc.property(moves, (all) => {
      const { from, to } = all.reduce(moved, WHOLE)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(1 + 1e-12)
      expect(to - from).toBeGreaterThan(MIN_SIGHT * 0.99)
    }),
  )
})

test('what is under the pointer stays there while one zooms in', () => {
  fc.assert(
    fc.property(share, share, fc.double({ min: 0.1, max: 1, noNaN: true }), (at, start, factor) => {
      const before = zoomed(WHOLE, start, 0.5)
      const place = before.from + at * (before.to - before.from)
      const after = zoomed(before, place, factor)
      expect((place - after.from) / (after.to - after.from)).toBeCloseTo(at, 6)
    }),
  )
})

test('moving along shows as much as before', () => {
  const sight = zoomed(WHOLE, 0.5, 0.1)
  const { from, to } = panned(sight, 0.5)
  expect(to - from).toBeCloseTo(0.1)
  expect(from).toBeCloseTo(sight.from + 0.05)
})
