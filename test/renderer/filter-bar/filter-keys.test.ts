import { expect, test } from 'vitest'
import { type FilterKeyContext, filterKeyDeed } from '../../../src/renderer/filter-bar/filter-keys.ts'

const closed: FilterKeyContext = { text: 'ty', count: 0, active: -1, typed: 'ty', recalled: -1, remembered: 3 }
const open: FilterKeyContext = { ...closed, count: 3 }

function deed(key: string, context: FilterKeyContext, held: Partial<Record<'shiftKey' | 'ctrlKey', boolean>> = {}) {
  return filterKeyDeed({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...held }, context)
}

test.each<[string, FilterKeyContext, ReturnType<typeof deed>]>([
  ['Escape', open, { kind: 'dismiss' }],
  ['Escape', closed, { kind: 'leave' }],
  ['Enter', open, { kind: 'apply' }],
  ['Enter', { ...open, active: 1 }, { kind: 'take', place: 1 }],
  ['Tab', open, { kind: 'take', place: 0 }],
  ['Tab', { ...open, active: 2 }, { kind: 'take', place: 2 }],
  ['Tab', { ...open, typed: '' }, undefined],
  ['Tab', closed, undefined],
  ['ArrowDown', open, { kind: 'move', place: 0 }],
  ['ArrowDown', { ...open, active: 2 }, { kind: 'move', place: -1 }],
  ['ArrowUp', open, { kind: 'move', place: 2 }],
  ['ArrowUp', { ...open, active: 0 }, { kind: 'move', place: -1 }],
  ['ArrowDown', closed, { kind: 'suggest' }],
  ['ArrowUp', closed, undefined],
  ['ArrowUp', { ...closed, text: '' }, { kind: 'recall', place: 0 }],
  ['ArrowUp', { ...closed, recalled: 1 }, { kind: 'recall', place: 2 }],
  ['ArrowUp', { ...closed, recalled: 2 }, undefined],
  ['ArrowDown', { ...closed, recalled: 1 }, { kind: 'recall', place: 0 }],
  ['ArrowDown', { ...closed, recalled: 0 }, { kind: 'recall', place: -1 }],
  ['a', open, undefined],
])('%s in %o', (key, context, expected) => {
  expect(deed(key, context)).toEqual(expected)
})

test('keys with others held are left to the field', () => {
  expect(deed('Tab', open, { shiftKey: true })).toBeUndefined()
  expect(deed('Enter', open, { ctrlKey: true })).toBeUndefined()
})
