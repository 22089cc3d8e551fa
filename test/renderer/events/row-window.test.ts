import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  clampTopRow,
  isShown,
  lastTopRow,
  MAX_SPACER_PX,
  pageRows,
  type RowWindow,
  scrollTopOf,
  shownRows,
  spacerPx,
  topRowOf,
  topRowShowing,
} from '../../../src/renderer/events/row-window.ts'

const huge: RowWindow = { total: 10_000_000, rowPx: 24, viewportPx: 600 }

const windows: fc.Arbitrary<RowWindow> = fc.record({
  total: fc.oneof(fc.nat(2000), fc.nat(10_000_000)),
  rowPx: fc.constantFrom(20, 24, 28),
  viewportPx: fc.integer({ min: 30, max: 2000 }),
})
const share = fc.double({ min: 0, max: 1, noNaN: true })

test('the spacer of a short list is exact and that of a huge one is capped', () => {
  expect(spacerPx({ total: 1000, rowPx: 24, viewportPx: 600 })).toBe(24_000)
  expect(spacerPx(huge)).toBe(MAX_SPACER_PX)
})

test('every row can be brought into view', () => {
  fc.assert(
    fc.property(windows, share, share, (window, at, from) => {
      fc.pre(window.total > 0)
      const row = Math.floor(at * (window.total - 1))
      const topRow = topRowShowing(window, from * lastTopRow(window), row)
      const shown = shownRows(window, topRow)
      expect(row).toBeGreaterThanOrEqual(shown.first)
      expect(row).toBeLessThan(shown.end)
    }),
  )
})

test('the scroll bar at its end shows the last row, at its start the first', () => {
  fc.assert(
    fc.property(windows, (window) => {
      const end = spacerPx(window) - window.viewportPx
      expect(shownRows(window, topRowOf(window, end)).end).toBe(window.total)
      expect(shownRows(window, topRowOf(window, 0)).first).toBe(0)
    }),
  )
})

test('a wheel turn moves ten million rows by exactly its pixels, wherever it happens', () => {
  fc.assert(
    fc.property(share, fc.integer({ min: -2000, max: 2000 }), (at, deltaPx) => {
      const start = Math.floor(at * lastTopRow(huge))
      const moved = clampTopRow(huge, start + deltaPx / huge.rowPx)
      fc.pre(moved > 0 && moved < lastTopRow(huge))
      expect(moved - start).toBeCloseTo(deltaPx / huge.rowPx, 6)
    }),
  )
})

test('one row down ten million times a thousand apart never drifts', () => {
  let topRow = 0
  for (let row = 0; row < 10_000; row++) topRow = clampTopRow(huge, topRow + 1)
  expect(topRow).toBe(10_000)
})

test('where the scroll bar stands leads back to the row within what a pixel of it stands for', () => {
  fc.assert(
    fc.property(windows, share, (window, at) => {
      const topRow = at * lastTopRow(window)
      expect(topRowOf(window, scrollTopOf(window, topRow))).toBeCloseTo(topRow, 5)
    }),
  )
})

test('a list below the cap scrolls pixel for pixel', () => {
  const window = { total: 5000, rowPx: 24, viewportPx: 600 }
  expect(scrollTopOf(window, 100)).toBeCloseTo(2400, 6)
  expect(topRowOf(window, 2412)).toBeCloseTo(100.5, 6)
})

test('a row in view stays where it is, and one beyond moves the list as little as needed', () => {
  const window = { total: 1000, rowPx: 20, viewportPx: 200 }
  expect(topRowShowing(window, 50, 55)).toBe(50)
  expect(topRowShowing(window, 50, 60)).toBe(51)
  expect(topRowShowing(window, 50, 49)).toBe(49)
  expect(topRowShowing(window, 50, 60, 2)).toBe(53)
  expect(topRowShowing(window, 50, 999, 2)).toBe(990)
})

test('a list shorter than its window does not scroll', () => {
  const window = { total: 3, rowPx: 20, viewportPx: 200 }
  expect(topRowOf(window, 40)).toBe(0)
  expect(scrollTopOf(window, 2)).toBe(0)
  expect(shownRows(window, 0)).toEqual({ first: 0, end: 3 })
})

test('an empty list shows nothing', () => {
  expect(shownRows({ total: 0, rowPx: 20, viewportPx: 200 }, 0)).toEqual({ first: 0, end: 0 })
})

test('a row is shown only when all of it is', () => {
  const window = { total: 100, rowPx: 20, viewportPx: 200 }
  expect(isShown(window, 5.5, 5)).toBe(false)
  expect(isShown(window, 5, 14)).toBe(true)
  expect(isShown(window, 5, 15)).toBe(false)
})

test('a page keeps one row of what was seen, and is never nothing', () => {
  expect(pageRows({ total: 100, rowPx: 20, viewportPx: 200 })).toBe(9)
  expect(pageRows({ total: 100, rowPx: 20, viewportPx: 10 })).toBe(1)
})
