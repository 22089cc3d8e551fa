import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import type { ConsumerCheckpoint } from '../../../src/core/store-surroundings.ts'
import { drawCheckpoints, flagsOf, flagText } from '../../../src/renderer/timeline/draw-checkpoints.ts'
import { positionScale } from './made-up-scale.ts'

const scale = positionScale(100, { leftPx: 0, widthPx: 200 })

const consumers: readonly ConsumerCheckpoint[] = [
  { name: 'billing', position: position(50), lag: 1234, about: '' },
  { name: 'mailer', about: 'a token' },
  { name: 'search', position: position(100), lag: 0, about: '' },
]

test('each consumer that has come to a position is a flag there', () => {
  expect(flagsOf(consumers, scale).map(({ xPx, checkpoint }) => [xPx, checkpoint.name])).toEqual([
    [100, 'billing'],
    [200, 'search'],
  ])
})

test('a flag at the right end flies to the left, where it is not cut', () => {
  const tips: number[] = []
  const surface = {
    fillStyle: '',
    fillRect() {},
    beginPath() {},
    moveTo() {},
    lineTo: (x: number) => tips.push(x),
    closePath() {},
    fill() {},
  }
  drawCheckpoints(surface, flagsOf(consumers, scale), 204, 80, 'red')
  expect(tips).toEqual([111, 100, 189, 200])
})

test('the flags under the pointer say who is there and how far behind', () => {
  const flags = flagsOf(consumers, scale)
  expect(flagText(flags, 99)).toBe('billing: position 50, 1,234 behind')
  expect(flagText(flags, 200)).toBe('search: position 100, up to date')
  expect(flagText(flags, 150)).toBe('')
  const crowd = ['a', 'b', 'c'].map((name) => ({ name, position: position(50), about: '' }))
  expect(flagText(flagsOf(crowd, scale), 100)).toBe('a: position 50 · b: position 50 · 1 more')
})
