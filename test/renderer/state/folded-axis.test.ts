import fc from 'fast-check'
import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import {
  type AxisPart,
  type AxisView,
  axisView,
  FOLD_PX,
  type Gap,
  isFolded,
  pannedSpan,
  placeAtPx,
  pxAt,
  spanWithin,
  zoomedSpan,
} from '../../../src/renderer/state/folded-axis.ts'

const plot = { leftPx: 8, widthPx: 600 }
const LENGTH = 100_000_000

/** Gaps in order that do not touch, of all lengths, in an axis of {@link LENGTH} microseconds. */
const gapsOfHistory = fc
  .uniqueArray(fc.integer({ min: 1, max: LENGTH - 1 }), { minLength: 0, maxLength: 40 })
  .map((ends): readonly Gap[] => {
    const sorted = ends.toSorted((one, other) => one - other)
    return sorted.flatMap((from, place) => {
      const to = sorted[place + 1]
      return place % 2 === 0 && to !== undefined ? [{ from, to, after: position(place + 1) }] : []
    })
  })

const part = fc
  .tuple(gapsOfHistory, fc.integer({ min: 0, max: LENGTH - 5000 }), fc.integer({ min: 5000, max: LENGTH }))
  .map(([gaps, from, length]): AxisPart => {
    const extent = { from: 0, to: LENGTH }
    const span = { from, to: Math.min(LENGTH, from + length) }
    return { axis: 'time', extent, span, gaps }
  })

const inside = fc.double({ min: 0, max: 1, noNaN: true })

test('the span fills the plot, whatever is folded', () => {
  fc.assert(
    fc.property(part, (of) => {
      const view = axisView(of, plot)
      expect(pxAt(view, of.span.from)).toBeCloseTo(8, 3)
      expect(pxAt(view, of.span.to)).toBeCloseTo(608, 3)
    }),
  )
})

test('places rise with pixels, and each leads back to the other', () => {
  fc.assert(
    fc.property(part, inside, inside, (of, one, other) => {
      const view = axisView(of, plot)
      const [low, high] = [Math.min(one, other), Math.max(one, other)].map((share) => LENGTH * share)
      expect(pxAt(view, low ?? 0)).toBeLessThanOrEqual(pxAt(view, high ?? 0))
      const xPx = 8 + 600 * one
      expect(pxAt(view, placeAtPx(view, xPx))).toBeCloseTo(xPx, 3)
    }),
  )
})

test('no gap takes more pixels than a fold, and one that would not is as wide as it is long', () => {
  fc.assert(
    fc.property(part, (of) => {
      const view = axisView(of, plot)
      for (const gap of view.gaps) {
        const widthPx = pxAt(view, gap.to) - pxAt(view, gap.from)
        expect(widthPx).toBeLessThanOrEqual(FOLD_PX + 1e-6)
        if (!isFolded(view, gap)) expect(widthPx).toBeCloseTo((gap.to - gap.from) * view.pxPerUnit, 6)
      }
    }),
  )
})

test('a gap that is all there is to see is not folded', () => {
  const gap = { from: 1000, to: LENGTH - 1000, after: position(1) }
  const view = axisView(
    { axis: 'time', extent: { from: 0, to: LENGTH }, span: { from: 5000, to: 9000 }, gaps: [gap] },
    plot,
  )
  expect(isFolded(view, gap)).toBe(false)
  expect(placeAtPx(view, 308)).toBeCloseTo(7000)
})

test('zooming keeps what is under the pointer there, unless an end of the history is reached', () => {
  fc.assert(
    fc.property(part, inside, fc.double({ min: 0.2, max: 8, noNaN: true }), (of, share, factor) => {
      const view = axisView(of, plot)
      const xPx = 8 + 600 * share
      const span = zoomedSpan(view, factor, xPx)
      expect(span.from).toBeGreaterThanOrEqual(0)
      expect(span.to).toBeLessThanOrEqual(LENGTH)
      if (span.from === 0 || span.to === LENGTH || swallowed(view, span)) return
      expect(pxAt(axisView({ ...of, span }, plot), placeAtPx(view, xPx))).toBeCloseTo(xPx, 1)
    }),
  )
})

/** Whether a span lies in a gap that could be seen around before, or the other way round. */
function swallowed({ gaps }: AxisView, span: { readonly from: number; readonly to: number }): boolean {
  return gaps.some(({ from, to }) => from <= span.from && to >= span.to)
}

test('zooming in ends where a microsecond is a few pixels', () => {
  const extent = { from: 1_800_000_000_000_000, to: 1_800_000_100_000_000 }
  const view = axisView({ axis: 'time', extent, span: { from: extent.from, to: extent.from + 200 }, gaps: [] }, plot)
  const { from, to } = zoomedSpan(view, 1000, 308)
  expect(to - from).toBeCloseTo(150, 0)
})

test('zooming out ends with the whole history', () => {
  fc.assert(
    fc.property(part, inside, (of, share) => {
      expect(zoomedSpan(axisView(of, plot), 1e-9, 8 + 600 * share)).toEqual(of.extent)
    }),
  )
})

test('panning moves what is shown by as many pixels, and no further than the ends', () => {
  fc.assert(
    fc.property(part, fc.integer({ min: -2000, max: 2000 }), (of, byPx) => {
      const view = axisView(of, plot)
      const span = pannedSpan(view, byPx)
      expect(span.from).toBeGreaterThanOrEqual(0)
      expect(span.to).toBeLessThanOrEqual(LENGTH)
      if (span.from > 0 && span.to < LENGTH) expect(pxAt(view, span.from)).toBeCloseTo(8 + byPx, 3)
    }),
  )
})

test('a span that is none becomes the nearest one that can be seen', () => {
  const of = { axis: 'position', extent: { from: 0, to: 1000 }, gaps: [] } as const
  expect(spanWithin(of, { from: -500, to: 4000 }, 400)).toEqual({ from: 0, to: 1000 })
  expect(spanWithin(of, { from: 995, to: 996 }, 400)).toEqual({ from: 990, to: 1000 })
})
