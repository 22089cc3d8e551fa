import { expect, test } from 'vitest'
import { rowsToAsk } from '../../../../src/renderer/projections/reading/rows-to-ask.ts'

const shown = { from: 100, limit: 100, text: 'order' }

test('rows that are there are not asked for', () => {
  expect(rowsToAsk(shown, 100, 199)).toBeUndefined()
})

test.each([
  { first: 190, last: 200, asks: { from: 150, limit: 91, text: 'order' } },
  { first: 0, last: 20, asks: { from: 0, limit: 61, text: 'order' } },
])('rows $first to $last are asked for with some around them', ({ first, last, asks }) => {
  expect(rowsToAsk(shown, first, last)).toEqual(asks)
})
