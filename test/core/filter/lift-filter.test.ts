import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matcherOf } from '../../../src/core/event-filter.ts'
import { predicateOf } from '../../../src/core/filter/filter-predicate.ts'
import { liftFilter } from '../../../src/core/filter/lift-filter.ts'
import { parseFilter } from '../../../src/core/filter/parse-filter.ts'
import { anyEvent, likely } from './filter-events.ts'
import { aFilterTree } from './filter-trees.ts'

test('events fit what is lifted exactly where they fit the filter (seed 6)', () => {
  let fitting = 0
  fc.assert(
    fc.property(aFilterTree(likely), fc.array(anyEvent, { minLength: 4, maxLength: 8 }), (tree, events) => {
      const fits = predicateOf(tree)
      const fitsLifted = matcherOf(liftFilter(tree))
      for (const event of events) {
        expect(fitsLifted(event)).toBe(fits(event))
        if (fits(event)) fitting++
      }
    }),
    { seed: 6, numRuns: 2000 },
  )
  expect(fitting).toBeGreaterThan(2000)
})

test.each([
  ['', {}],
  ['type:A,B', { types: ['A', 'B'] }],
  ['stream:order-1 data.n=1', { streams: ['order-1'], where: 'data.n=1' }],
  ['category:order type:A stream:a-1,a-2', { types: ['A'], streams: ['a-1', 'a-2'], category: 'order' }],
  ['data.n=1 category:order "two words"', { category: 'order', where: 'data.n=1 "two words"' }],
  ['type:A type:B', { types: ['A'], where: 'type:B' }],
  ['type:A*', { where: 'type:A*' }],
  ['type:A,B*', { where: 'type:A,B*' }],
  ['-type:A', { where: '-type:A' }],
  ['category:a,b', { where: 'category:a,b' }],
  ['type:A or type:B', { where: 'type:A or type:B' }],
])('%j is lifted into members of its own as far as names go', (text, lifted) => {
  expect(liftFilter(parseFilter(text))).toEqual(lifted)
})

test('a name that no event can have stays in the text', () => {
  const name = 'x'.repeat(600)
  expect(liftFilter(parseFilter(`type:A,${name}`))).toEqual({ where: `type:A,${name}` })
})
