import { expect, test } from 'vitest'
import { drawRuler } from '../../../src/renderer/timeline/draw-ruler.ts'
import type { Tick } from '../../../src/renderer/timeline/ticks.ts'

/** Labels as they are placed, from their first to their last pixel; every letter is six wide. */
function labels(
  ticks: readonly Tick[],
): readonly { readonly text: string; readonly from: number; readonly to: number }[] {
  const drawn: { text: string; from: number; to: number }[] = []
  const measureText = (text: string) => ({ width: text.length * 6 }) as TextMetrics
  const surface = {
    fillStyle: '',
    font: '',
    textAlign: 'left' as const,
    textBaseline: 'alphabetic' as const,
    fillRect() {},
    measureText,
    fillText: (text: string, from: number) => drawn.push({ text, from, to: from + text.length * 6 }),
  }
  drawRuler(surface, ticks, (tick) => tick.at, {
    leftPx: 0,
    rightPx: 300,
    topPx: 80,
    heightPx: 20,
    font: '11px sans-serif',
    textColor: 'a',
    turnColor: 'b',
    lineColor: 'c',
  })
  return drawn
}

test('labels at the ends are pushed inside', () => {
  const ends = labels([
    { at: 0, label: '3 Mar 2026', turn: false },
    { at: 300, label: '3,000', turn: false },
  ])
  expect(ends).toEqual([
    { text: '3 Mar 2026', from: 0, to: 60 },
    { text: '3,000', from: 270, to: 300 },
  ])
})

test('a label that would run into the one before is left away', () => {
  const ticks = [0, 20, 40, 60, 80].map((at) => ({ at, label: '12:00', turn: false }))
  expect(labels(ticks).map(({ from }) => from)).toEqual([0, 45])
})
