import { expect, test } from 'vitest'
import { treeMove } from '../../../src/renderer/ui/tree-keys.ts'

const at = { place: 5, count: 100, state: 'leaf', parent: 2 } as const

test.each([
  ['ArrowDown', at, { kind: 'go', place: 6 }],
  ['ArrowDown', { ...at, place: 99 }, { kind: 'go', place: 99 }],
  ['ArrowUp', { ...at, place: 0 }, { kind: 'go', place: 0 }],
  ['Home', at, { kind: 'go', place: 0 }],
  ['End', at, { kind: 'go', place: 99 }],
  ['ArrowRight', { ...at, state: 'closed' }, { kind: 'toggle', next: 'open' }],
  ['ArrowRight', { ...at, state: 'open' }, { kind: 'go', place: 6 }],
  ['ArrowRight', at, undefined],
  ['ArrowLeft', { ...at, state: 'open' }, { kind: 'toggle', next: 'closed' }],
  ['ArrowLeft', at, { kind: 'go', place: 2 }],
  ['ArrowLeft', { ...at, parent: -1 }, undefined],
  ['Enter', at, { kind: 'activate' }],
  ['x', at, undefined],
] as const)('%s at %o means %o', (key, focus, move) => {
  expect(treeMove(key, focus)).toEqual(move)
})
