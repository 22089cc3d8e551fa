import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JsonNode, parseJsonNodes } from '../../../src/renderer/ui/json-nodes.ts'
import { jsonRows } from '../../../src/renderer/ui/json-rows.ts'

/** The text of a node again, without white space. */
function textOf(node: JsonNode): string {
  if (node.kind === 'array') return `[${node.items.map(textOf).join(',')}]`
  if (node.kind !== 'object') return node.text
  return `{${node.members.map(({ key, value }) => `${JSON.stringify(key)}:${textOf(value)}`).join(',')}}`
}

test('any JSON comes back with the same meaning', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(JSON.parse(textOf(parseJsonNodes(json)))).toEqual(JSON.parse(json))
    }),
    { seed: 7 },
  )
})

test.each(['12345678901234567890', '-0', '1E400', '0.10', '1.0'])('the number %s keeps every digit', (text) => {
  expect(parseJsonNodes(`{"n": ${text}}`)).toMatchObject({ members: [{ key: 'n', value: { kind: 'number', text } }] })
})

test('escapes are shown as they were written, keys are read', () => {
  expect(parseJsonNodes('{"\\u0061": "\\u00e9\\n"}')).toMatchObject({
    members: [{ key: 'a', value: { kind: 'string', text: '"\\u00e9\\n"' } }],
  })
})

test('a key that is written twice is shown twice', () => {
  const node = parseJsonNodes('{"a":1,"a":2}')
  expect(node.kind === 'object' && node.members.map(({ key }) => key)).toEqual(['a', 'a'])
})

test.each(['', '{', '{"a"}', '[1,]', '[1 2]', 'nul', '1 2'])('%j is refused', (text) => {
  expect(() => parseJsonNodes(text)).toThrow(SyntaxError)
})

describe('the rows of a tree', () => {
  const root = parseJsonNodes('{"a":{"b":[1,2]},"c":"x"}')

  test('small values are open to begin with', () => {
    expect(jsonRows(root, new Set()).map(({ path, level, parent }) => [path, level, parent])).toEqual([
      ['', 1, -1],
      ['/a', 2, 0],
      ['/a/b', 3, 1],
      ['/a/b/0', 4, 2],
      ['/a/b/1', 4, 2],
      ['/c', 2, 0],
    ])
  })

  test('what is closed by hand hides what is inside', () => {
    expect(jsonRows(root, new Set(['/a'])).map(({ path }) => path)).toEqual(['', '/a', '/c'])
  })

  test('a long array is closed to begin with', () => {
    const long = parseJsonNodes(JSON.stringify(Array.from({ length: 1000 }, (_, index) => index)))
    expect(jsonRows(long, new Set())).toHaveLength(1)
    expect(jsonRows(long, new Set(['']))).toHaveLength(1001)
  })
})
