import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ValueRef } from '../../src/projection/value-store.ts'
import { memoryValues } from './projection-log.ts'

test('every text comes back as it was, in any order, over the edges of slabs too', () => {
  const texts = fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 2_000_000 }).map((length) => 'é🙂x'.repeat(length / 4)) },
    ),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(texts, (written) => {
      const values = memoryValues()
      const refs = written.map((text): ValueRef => {
        const start = values.size
        values.append(text)
        return { start, end: values.size }
      })
      expect(values.readMany(refs.toReversed())).toEqual(written.toReversed())
    }),
    { numRuns: 30, seed: 128 },
  )
})

test('a full store takes nothing of a text that has no room', () => {
  const values = memoryValues(10)
  values.append('12345678')
  expect(() => values.append('é€')).toThrow(expect.objectContaining({ code: 'value-too-large' }))
  expect(values.size).toBe(8)
  values.append('é')
  expect(values.readMany([{ start: 8, end: 10 }])).toEqual(['é'])
})
