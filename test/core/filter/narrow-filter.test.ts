import fc from 'fast-check'
import { expect, test } from 'vitest'
import { predicateOf } from '../../../src/core/filter/filter-predicate.ts'
import { formatFilter } from '../../../src/core/filter/format-filter.ts'
import { narrowFilter } from '../../../src/core/filter/narrow-filter.ts'
import { parseFilter } from '../../../src/core/filter/parse-filter.ts'
import { anyEvent, likely } from './filter-events.ts'
import { aFilterTree } from './filter-trees.ts'

test.each([
  ['', 'type:A', 'type:A'],
  ['category:order', 'type:A', 'category:order type:A'],
  ['type:A', 'type:A', 'type:A'],
  ['type:A data.n=1', 'type:B', 'data.n=1 type:B'],
  ['type:A,B', 'type:B', 'type:B'],
  ['-type:B', 'type:B', 'type:B'],
  ['-type:A', 'type:B', '-type:A type:B'],
  ['type:Order*', 'type:OrderPaid', 'type:Order* type:OrderPaid'],
  ['stream:a-1', 'type:A', 'stream:a-1 type:A'],
  ['actor:x', 'actor:y', 'actor:y'],
  ['data.status=open', 'data.status=held', 'data.status=held'],
  ['data.status=open,held', 'data.status=held', 'data.status=held'],
  ['data.status!=open', 'data.status=open', 'data.status=open'],
  ['data.status!=open', 'data.status=held', 'data.status!=open data.status=held'],
  ['data.n>1', 'data.n<5', 'data.n>1 data.n<5'],
  ['position:1..5', 'position:9', 'position:9'],
  ['position>=5', 'position<=9', 'position>=5 position<=9'],
  ['time:2026', 'version:1', 'time:2026 version:1'],
  ['type:A or pen', 'type:B', '(type:A or pen) type:B'],
])('%j narrowed to only %j is %j', (text, term, narrowed) => {
  expect(formatFilter(narrowFilter(parseFilter(text), parseFilter(term), 'only'))).toBe(narrowed)
})

test.each([
  ['', 'type:A', '-type:A'],
  ['type:A', 'type:A', '-type:A'],
  ['-type:A', 'type:A', '-type:A'],
  ['-type:A', 'type:B', '-type:A -type:B'],
  ['category:order data.n=1', 'data.n=1', 'category:order -data.n=1'],
])('%j without %j is %j', (text, term, narrowed) => {
  expect(formatFilter(narrowFilter(parseFilter(text), parseFilter(term), 'exclude'))).toBe(narrowed)
})

test('what is left fits the new term, and narrowing twice changes nothing (seed 8)', () => {
  const tree = aFilterTree(likely)
  fc.assert(
    fc.property(tree, tree, fc.array(anyEvent, { minLength: 4, maxLength: 8 }), (before, term, events) => {
      const narrowed = narrowFilter(before, term, 'only')
      const fits = predicateOf(narrowed)
      for (const event of events) if (fits(event)) expect(predicateOf(term)(event)).toBe(true)
      expect(formatFilter(narrowFilter(narrowed, term, 'only'))).toBe(formatFilter(narrowed))
    }),
    { seed: 8, numRuns: 2000 },
  )
})
