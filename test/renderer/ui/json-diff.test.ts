import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedPart } from '../../../src/renderer/ui/changed-part.ts'
import { type JsonDiff, jsonDiff } from '../../../src/renderer/ui/json-diff.ts'
import { jsonDiffRows } from '../../../src/renderer/ui/json-diff-rows.ts'
import { parseJsonNodes } from '../../../src/renderer/ui/json-nodes.ts'

const diffOf = (before: string, after: string) => jsonDiff(parseJsonNodes(before), parseJsonNodes(after))

/** The JSON of one side of a diff, put together again. */
function side(diff: JsonDiff, which: 'before' | 'after'): string | undefined {
  switch (diff.kind) {
    case 'same':
      return diff.node.text
    case 'added':
      return which === 'after' ? diff.node.text : undefined
    case 'removed':
      return which === 'before' ? diff.node.text : undefined
    case 'changed':
      return diff[which].text
    case 'inside': {
      const members = diff.members.flatMap(({ name, diff: inside }) => {
        const value = side(inside, which)
        return value === undefined ? [] : [diff.of === 'object' ? `${JSON.stringify(name)}:${value}` : value]
      })
      return diff.of === 'object' ? `{${members.join(',')}}` : `[${members.join(',')}]`
    }
  }
}

test('both sides can be put together from their diff', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.json({ maxDepth: 4 }), (before, after) => {
      const diff = diffOf(before, after)
      expect(JSON.parse(side(diff, 'before') ?? fail())).toEqual(JSON.parse(before))
      expect(JSON.parse(side(diff, 'after') ?? fail())).toEqual(JSON.parse(after))
    }),
  )
})

function fail(): never {
  throw new Error('a side of the diff is missing')
}

test('a value does not differ from itself, in whatever order its members stand', () => {
  expect(diffOf('{"a":1,"b":[2,{"c":3}]}', '{"b":[2,{"c":3}],"a":1}').kind).toBe('same')
})

test('numbers differ by every digit', () => {
  expect(diffOf('12345678901234567890', '12345678901234567891').kind).toBe('changed')
})

test('an item that came or went in the middle leaves those around it the same', () => {
  const names = (before: string, after: string) => {
    const diff = diffOf(before, after)
    return diff.kind === 'inside' ? diff.members.map((one) => `${one.name} ${one.diff.kind}`) : []
  }
  expect(names('[1,2,3]', '[1,9,2,3]')).toEqual(['0 same', '1 added', '2 same', '3 same'])
  expect(names('[1,9,2,3]', '[1,2,3]')).toEqual(['0 same', '1 removed', '1 same', '2 same'])
  expect(names('[]', '[1]')).toEqual(['0 added'])
})

test('what is the same is folded away, and can be looked at', () => {
  const diff = diffOf('{"a":1,"b":2,"c":[3],"d":4}', '{"a":9,"b":2,"c":[3],"e":5}')
  const rows = jsonDiffRows(diff, new Set())
  expect(rows.map(({ name, shows }) => [name, shows.kind])).toEqual([
    [undefined, 'inside'],
    ['a', 'changed'],
    ['d', 'value'],
    ['e', 'value'],
    [undefined, 'rest'],
  ])
  expect(jsonDiffRows(diff, new Set(['/…'])).map(({ name }) => name)).toContain('b')
})

test('a list in place of a value is shown whole on both sides', () => {
  const rows = jsonDiffRows(diffOf('{"a":1}', '{"a":[1,2]}'), new Set())
  expect(rows.map(({ path, parent }) => [path, parent])).toEqual([
    ['', -1],
    ['/a/-', 0],
    ['/a/+', 0],
    ['/a/+/0', 2],
    ['/a/+/1', 2],
  ])
})

test('what is gone from a list is another row than what has its number now', () => {
  const rows = jsonDiffRows(diffOf('[null,true]', '[true]'), new Set())
  expect(rows.slice(1).map(({ name }) => name)).toEqual(['0', '0'])
  expect(new Set(rows.map(({ path }) => path)).size).toBe(3)
})

test('every row lies under the one that says so', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.json({ maxDepth: 4 }), (before, after) => {
      const rows = jsonDiffRows(diffOf(before, after), new Set(['/…']))
      expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length)
      for (const { level, parent } of rows) expect(level).toBe((rows[parent]?.level ?? 0) + 1)
    }),
  )
})

test('of two texts that which differs is told from what both begin and end with', () => {
  expect(changedPart('abcd', 'abXd')).toEqual({ begin: 'ab', before: 'c', after: 'X', end: 'd' })
  expect(changedPart('aa', 'aaa')).toEqual({ begin: 'aa', before: '', after: 'a', end: '' })
})
