import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FilterTree } from '../../../src/core/filter/filter-tree.ts'
import { formatFilter } from '../../../src/core/filter/format-filter.ts'
import { parseFilter } from '../../../src/core/filter/parse-filter.ts'
import { aFilterTree, anything } from './filter-trees.ts'

test('what any tree is written as is read as that tree (seed 5)', () => {
  fc.assert(
    fc.property(aFilterTree(anything), (tree) => {
      expect(parseFilter(formatFilter(tree))).toEqual(tree)
    }),
    { seed: 5, numRuns: 3000 },
  )
})

test.each([
  ['  ', ''],
  ['a  AND b', 'a b'],
  ['(a)', 'a'],
  ['not not a', 'a'],
  ['(a b) c or (d or e)', 'a b c or d or e'],
  ['(a or b) c', '(a or b) c'],
  ['-(a b)', '-(a b)'],
  ['not (a or b)', '-(a or b)'],
  ['"Or"', '"or"'],
  ['"Free  Text"', '"free text"'],
  ['foo-bar', '"foo bar"'],
  ['TYPE=A,"B"', 'type:A,B'],
  ['type:"a b"*', 'type:"a b"*'],
  ['type:"a*"', 'type:"a*"'],
  ['stream:"-,)"', 'stream:"-,)"'],
  ['data.n : 1 , 2', undefined],
  ['data.n: 1, 2', 'data.n=1,2'],
  ['data.n=1 or data.n=2 or x', 'data.n=1,2 or x'],
  ['-data.n=1,2', '-data.n=1,2'],
  ['data.n=1,2 version:3', 'data.n=1,2 version:3'],
  ['metadata["userId"] = "7"', 'meta.userId="7"'],
  ['has:data.a,meta["b c"]', 'has:data.a,meta["b c"]'],
  ['position>5 position<9', 'position>=6 position<=8'],
  ['version:1..1,3..', 'version:1,3..'],
  ['time:2026-01-31', 'time:2026-01-31'],
  ['time:2026', 'time:2026'],
  ['time:2026-01-01..2026-12-31', 'time:2026'],
  ['time:2026-01-01T10:00:00Z', 'time:2026-01-01T10:00:00Z'],
  ['time:2026-01-01T10:00:00.5', 'time:2026-01-01T10:00:00.5Z'],
  ['time<2026-01-01', 'time<=2025-12-31'],
  ['time>2026-01-01T10:00+02:00', 'time>=2026-01-01T08:01Z'],
])('%s is written %s', (text, written) => {
  if (written === undefined) expect(() => parseFilter(text)).toThrow()
  else expect(formatFilter(parseFilter(text))).toBe(written)
})

const word: FilterTree = { kind: 'words', words: ['a'] }
const none: FilterTree = { kind: 'name', of: 'type', names: [] }

test.each<[string, FilterTree, string]>([
  ['nothing in a name', none, '-position>=0'],
  ['an or of nothing', { kind: 'or', parts: [] }, '-position>=0'],
  ['an and of nothing', { kind: 'and', parts: [word, { kind: 'and', parts: [] }] }, 'a (position>=0)'],
  ['an id of none', { kind: 'not', part: { kind: 'id', of: 'id', ids: [] } }, '--position>=0'],
  ['a range that ends before it starts', { kind: 'range', of: 'time', from: 5, to: 4 }, '-position>=0'],
  ['a range without ends', { kind: 'range', of: 'time' }, 'position>=0'],
  ['everything in an and', { kind: 'and', parts: [word, { kind: 'everything' }] }, 'a position>=0'],
])('%s, which no text says, is written as what means the same', (_, tree, text) => {
  expect(formatFilter(tree)).toBe(text)
})
