import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EventType, eventType } from '../../../src/core/event.ts'
import { typeMark, typeMarks } from '../../../src/renderer/state/type-mark.ts'

const names = (most: number): fc.Arbitrary<EventType[]> =>
  fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{1,12}$/), { maxLength: most }).map((texts) => texts.map(eventType))

test('up to eight types all differ in colour', () => {
  fc.assert(
    fc.property(names(8), (types) => {
      expect(new Set([...typeMarks(types).values()].map(({ hue }) => hue)).size).toBe(types.length)
    }),
  )
})

test('up to 48 types all differ in colour or shape', () => {
  fc.assert(
    fc.property(names(48), (types) => {
      const marks = typeMarks(types)
      expect(new Set(types.map((type) => JSON.stringify(typeMark(marks, type)))).size).toBe(types.length)
    }),
  )
})

test('the same types have the same marks again', () => {
  const types = ['OrderPlaced', 'PaymentTaken', 'ItemShipped'].map(eventType)
  expect([...typeMarks(types)]).toEqual([...typeMarks(types)])
})

test('a type that came since has the mark it would have alone, before the types are counted again', () => {
  const type = eventType('OrderPlaced')
  expect(typeMark(typeMarks([]), type)).toEqual(typeMark(typeMarks([type]), type))
})
