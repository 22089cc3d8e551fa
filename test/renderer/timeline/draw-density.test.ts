import { expect, test } from 'vitest'
import type { DensityLayer } from '../../../src/renderer/timeline/density-layers.ts'
import { drawDensity } from '../../../src/renderer/timeline/draw-density.ts'

interface Rect {
  readonly color: string
  readonly later: boolean
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function drawn(layers: readonly DensityLayer[], playheadPx: number): readonly Rect[] {
  const rects: Rect[] = []
  const surface = {
    fillStyle: '',
    globalAlpha: 1,
    fillRect(left: number, top: number, width: number, height: number) {
      rects.push({ color: this.fillStyle, later: this.globalAlpha < 1, left, top, width, height })
    },
  }
  drawDensity(surface, layers, { leftPx: 10, bottomPx: 100, heightPx: 80, playheadPx })
  return rects
}

function layer(color: string, ...counts: readonly number[]): DensityLayer {
  return { type: undefined, color, columns: Float64Array.from(counts) }
}

test('the busiest column is as high as there is room, and a quarter of it half as high', () => {
  expect(drawn([layer('grey', 100, 25)], 1000).map(({ height }) => height)).toEqual([80, 40])
})

test('a column without events has no bar, and one among millions still has one', () => {
  expect(drawn([layer('grey', 0, 1, 10_000_000)], 1000).map(({ left, height }) => [left, height])).toEqual([
    [13, 2],
    [16, 80],
  ])
})

test('what lies after the playhead is faint, and a bar that it crosses is parted', () => {
  expect(drawn([layer('grey', 4, 4, 4)], 14).map(({ later, left, width }) => [later, left, width])).toEqual([
    [false, 10, 2],
    [false, 13, 1],
    [true, 14, 1],
    [true, 16, 2],
  ])
})

test('layers are stacked without gap or overlap, and share the height of their column', () => {
  const rects = drawn([layer('blue', 30), layer('red', 0), layer('green', 70)], 1000)
  expect(rects.map(({ color, top, height }) => [color, top, height])).toEqual([
    ['blue', 76, 24],
    ['green', 20, 56],
  ])
})

test('an empty history draws nothing', () => {
  expect(drawn([layer('grey', 0, 0, 0)], 0)).toEqual([])
  expect(drawn([], 0)).toEqual([])
})
