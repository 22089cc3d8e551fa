import { expect, test } from 'vitest'
import { helpfulIndexes } from '../../../src/core/filter/helpful-indexes.ts'
import { parseFilter } from '../../../src/core/filter/parse-filter.ts'

test.each([
  ['', []],
  ['type:A position>5', []],
  ['pen "two words"', ['words']],
  ['data.n>1 data.n<5 meta.userId=u1', ['data.n', 'meta.userId']],
  ['has:data["odd name"] or pen', ['data["odd name"]', 'words']],
  ['type:A -data.n=1', []],
  ['data=1', []],
])('%j is quicker with indexes of %j', (text, names) => {
  expect(helpfulIndexes(parseFilter(text))).toEqual(names)
})
