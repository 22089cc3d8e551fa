import { expect, test } from 'vitest'
import { cellMove } from '../../../src/renderer/events/grid-keys.ts'

test.each([
  { key: 'ArrowRight', from: undefined, to: 0 },
  { key: 'ArrowRight', from: 0, to: 1 },
  { key: 'ArrowRight', from: 4, to: 4 },
  { key: 'ArrowLeft', from: 1, to: 0 },
  { key: 'ArrowLeft', from: 0, to: undefined },
  { key: 'ArrowLeft', from: undefined, to: undefined },
])('of five cells $key leads from $from to $to, where none is the row as a whole', ({ key, from, to }) => {
  expect(cellMove(key, from, 5)?.to).toBe(to)
})

test('other keys lead to no cell', () => {
  expect(cellMove('ArrowDown', 1, 5)).toBeUndefined()
})
