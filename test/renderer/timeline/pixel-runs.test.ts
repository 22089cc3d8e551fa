import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pixelRuns } from '../../../src/renderer/timeline/pixel-runs.ts'
import { pxAtPosition } from '../../../src/renderer/timeline/timeline-scale.ts'
import { positionScale, positions, timesScale } from './made-up-scale.ts'

test('what falls on one pixel is one run', () => {
  const narrow = positionScale(1000, { leftPx: 8, widthPx: 10 })
  expect(pixelRuns(positions(1, 2, 3, 500, 501, 1000), narrow)).toEqual([
    { xPx: 8, from: 0, to: 3 },
    { xPx: 13, from: 3, to: 5 },
    { xPx: 18, from: 5, to: 6 },
  ])
})

test('every position in sight is in the run of its pixel, whatever part of the history is shown', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 })
  const part = fc.tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0.05, max: 1, noNaN: true }))
  fc.assert(
    fc.property(counts, part, fc.integer({ min: 10, max: 300 }), (buckets, [start, share], widthPx) => {
      const wholeUs = buckets.length * 1000
      const from = start * wholeUs
      const span = { from, to: Math.min(wholeUs, from + Math.max(10, share * wholeUs)) }
      const scale = timesScale({ fromUs: 0, bucketUs: 1000, counts: buckets, span }, { leftPx: 8, widthPx })
      const all = positions(...Array.from({ length: scale.part.head }, (_, at) => at + 1))
      const places = all.map((at) => Math.round(pxAtPosition(scale, at)))
      const inSight = places.flatMap((xPx, place) => (xPx >= 8 && xPx <= 8 + widthPx ? [[place, xPx]] : []))
      const runs = pixelRuns(all, scale)
      const told = runs.flatMap(({ xPx, from, to }) => all.slice(from, to).map((_, place) => [from + place, xPx]))
      expect(told).toEqual(inSight)
    }),
  )
})
