import { expect, test } from 'vitest'
import { eventType } from '../../../src/core/event.ts'
import { shareText } from '../../../src/renderer/type-catalogue/share-text.ts'
import { typeList } from '../../../src/renderer/type-catalogue/type-list.ts'

test('a share is never told as none where there is some, nor as all where some is missing', () => {
  expect([0, 1, 334, 9_999_999, 10_000_000].map((part) => shareText(part, 10_000_000))).toEqual([
    '0 %',
    '< 0.1 %',
    '< 0.1 %',
    '99.9 %',
    '100 %',
  ])
  expect(shareText(1, 8)).toBe('12.5 %')
  expect(shareText(0, 0)).toBe('0 %')
})

test('types are listed in order of name, or the most frequent first', () => {
  const typeSummaries = [
    { name: eventType('ItemShipped'), events: 3 },
    { name: eventType('OrderPlaced'), events: 9 },
    { name: eventType('PaymentTaken'), events: 3 },
  ]
  const names = (typesText: string, typesOrder: 'name' | 'count') =>
    typeList({ typeSummaries, typesText, typesOrder }).map(({ name }) => name)
  expect(names('', 'name')).toEqual(['ItemShipped', 'OrderPlaced', 'PaymentTaken'])
  expect(names('', 'count')).toEqual(['OrderPlaced', 'ItemShipped', 'PaymentTaken'])
  expect(names('ITEM', 'count')).toEqual(['ItemShipped'])
  expect(typeSummaries.map(({ events }) => events)).toEqual([3, 9, 3])
})
