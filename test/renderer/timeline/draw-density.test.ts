import { expect, test } from 'vitest'
import { drawDensity } from '../../../src/renderer/timeline/draw-density.ts'

interface Rect {
  readonly color: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function bars(columns: readonly number[], playheadPx: number): readonly Rect[] {
  const drawn: Rect[] = []
  const surface = {
    fillStyle: '',
    fillRect(left: number, top: number, width: number, height: number) {
      drawn.push({ color: this.fillStyle, left, top, width, height })
    },
  }
  drawDensity(surface, columns, {
    leftPx: 10,
    bottomPx: 100,
    heightPx: 80,
    playheadPx,
    color: 'dark',
    laterColor: 'light',
  })
  return drawn
}

test('the busiest column is as high as there is room, and a quarter of it half as high', () => {
  expect(bars([100, 25], 1000).map(({ height }) => height)).toEqual([80, 40])
})

test('a column without events has no bar, and one among millions still has one', () => {
  expect(bars([0, 1, 10_000_000], 1000).map(({ left, height }) => [left, height])).toEqual([
    [13, 2],
    [16, 80],
  ])
})

test('what lies after the playhead is light, and a bar that it crosses is parted', () => {
  expect(bars([4, 4, 4], 14).map(({ color, left, width }) => [color, left, width])).toEqual([
    ['dark', 10, 2],
    ['dark', 13, 1],
    ['light', 14, 1],
    ['light', 16, 2],
  ])
})

test('an empty history draws nothing', () => {
  expect(bars([0, 0, 0], 0)).toEqual([])
})
