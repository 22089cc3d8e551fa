import { expect, test } from 'vitest'
import { position } from '../../../../src/core/event.ts'
import { blameOf } from '../../../../src/renderer/projections/reading/blame-of.ts'
import {
  conditionText,
  parseField,
  parseValue,
} from '../../../../src/renderer/projections/reading/row-condition-text.ts'

test('a column goes before a path of the same name; what is neither is no field', () => {
  expect(parseField('cents', ['cents'])).toEqual({ column: 'cents' })
  expect(parseField('lines[0].cents', ['cents'])).toEqual({ path: ['lines', 0, 'cents'] })
  expect(parseField('total cents', ['total cents'])).toEqual({ column: 'total cents' })
  expect(parseField('total cents', [])).toBeUndefined()
  expect(parseField('', [])).toBeUndefined()
})

test.each([
  ['12', 12],
  [' -1.5e3 ', -1500],
  ['true', true],
  ['null', null],
  ['paid', 'paid'],
  ['"12"', '12'],
  ['', ''],
  ['"', '"'],
])('the value %j is what it looks like', (typed, value) => {
  expect(parseValue(typed, '=')).toBe(value)
})

test('what a text contains is always a text', () => {
  expect(parseValue('12', 'contains')).toBe('12')
})

test('a condition is told as it was asked', () => {
  expect(conditionText({ field: { path: ['lines', 0] }, operator: '>', value: 3 })).toBe('lines[0] > 3')
  expect(conditionText({ field: { column: 'status' }, operator: 'contains', value: 'p' })).toBe('status contains "p"')
})

test('a list or an object is blamed on the last event that set anything in it', () => {
  const setBy = blameOf({
    leaves: [
      { path: ['a', 0], position: position(3) },
      { path: ['a', 1], position: position(7) },
      { path: ['b'], position: position(5) },
    ],
  })
  expect([[], ['a'], ['a', 0], ['b'], ['c']].map(setBy)).toEqual([7, 7, 3, 5, undefined])
})
