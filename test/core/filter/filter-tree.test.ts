import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allOf, termsOf } from '../../../src/core/filter/filter-tree.ts'
import { formatFilter } from '../../../src/core/filter/format-filter.ts'
import { parseFilter } from '../../../src/core/filter/parse-filter.ts'
import { aFilterTree, anything } from './filter-trees.ts'

test('a filter taken apart into terms, each written by itself, is the same filter put together again (seed 21)', () => {
  fc.assert(
    fc.property(aFilterTree(anything), (tree) => {
      expect(allOf(termsOf(tree))).toEqual(tree)
      const texts = termsOf(tree).map((term) => formatFilter(term))
      expect(allOf(texts.map((text) => parseFilter(text)))).toEqual(tree)
    }),
    { seed: 21, numRuns: 3000 },
  )
})
