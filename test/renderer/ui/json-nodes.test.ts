import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findInJson, partsAround } from '../../../src/renderer/ui/json-find.ts'
import { type JsonNode, jsonNodesOf, parseJsonNodes } from '../../../src/renderer/ui/json-nodes.ts'
import { type JsonRow, JsonRows } from '../../../src/renderer/ui/json-rows.ts'

/** The text of a node again, without white space. */
function textOf(node: JsonNode): string {
  const members = Array.from(node.members(), ({ key, value }) =>
    key === undefined ? textOf(value) : `${JSON.stringify(key)}:${textOf(value)}`,
  )
  if (node.kind === 'array') return `[${members.join(',')}]`
  return node.kind === 'object' ? `{${members.join(',')}}` : node.text
}

/** JSON with white space of any kind around its parts. */
const spacedJson = fc
  .tuple(fc.json({ maxDepth: 5 }), fc.constantFrom('', ' ', '\t', '\n  ', '\r\n'))
  .map(([json, space]) => `${space}${JSON.stringify(JSON.parse(json), null, space)}${space}`)

test('any JSON comes back with the same meaning', () => {
  fc.assert(
    fc.property(spacedJson, (json) => {
      expect(JSON.parse(textOf(parseJsonNodes(json)))).toEqual(JSON.parse(json))
    }),
    { seed: 7 },
  )
})

test.each(['12345678901234567890', '-0', '1E400', '0.10', '1.0'])('the number %s keeps every digit', (text) => {
  expect(parseJsonNodes(`{"n": ${text} }`).member(0)).toMatchObject({ key: 'n', value: { kind: 'number', text } })
})

test('escapes are shown as they were written, keys are read', () => {
  expect(parseJsonNodes('{"\\u0061": "\\u00e9\\n\\""}').member(0)).toMatchObject({
    key: 'a',
    value: { kind: 'string', text: '"\\u00e9\\n\\""' },
  })
})

test('a key that is written twice is shown twice, each to be opened by itself', () => {
  const node = parseJsonNodes('{"a":[1],"a":[2,3]}')
  expect(Array.from(node.members(), ({ key }) => key)).toEqual(['a', 'a'])
  expect(rowsOf(new JsonRows(node, new Set(['/a~~1']))).map(({ path }) => path)).toEqual(['', '/a', '/a/0', '/a~~1'])
})

test.each(['', '{', '{"a"}', '[1,]', '[1 2]', 'nul', '1 2'])('%j is refused', (text) => {
  expect(() => parseJsonNodes(text)).toThrow(SyntaxError)
  expect(jsonNodesOf(text)).toBeUndefined()
})

test('no depth is too deep to look into', () => {
  const depth = 2000
  const rows = new JsonRows(parseJsonNodes(`${'['.repeat(depth)}7${']'.repeat(depth)}`), new Set())
  expect(rows.closedAround(depth)).toHaveLength(depth - 3)
  expect(new JsonRows(parseJsonNodes('[[[[[[7]]]]]]'), new Set(['/0/0/0', '/0/0/0/0'])).count).toBe(6)
})

function rowsOf(rows: JsonRows): readonly JsonRow[] {
  return Array.from({ length: rows.count }, (_, place) => rows.at(place)).filter((row) => row !== undefined)
}

describe('the rows of a tree', () => {
  const root = parseJsonNodes('{"a":{"b":[1,2]},"c":"x"}')

  test('small values are open to begin with', () => {
    expect(rowsOf(new JsonRows(root, new Set())).map(({ path, level, parent }) => [path, level, parent])).toEqual([
      ['', 1, -1],
      ['/a', 2, 0],
      ['/a/b', 3, 1],
      ['/a/b/0', 4, 2],
      ['/a/b/1', 4, 2],
      ['/c', 2, 0],
    ])
  })

  test('what is closed by hand hides what is inside', () => {
    expect(rowsOf(new JsonRows(root, new Set(['/a']))).map(({ path }) => path)).toEqual(['', '/a', '/c'])
  })

  test('a long array is open at the top alone, with all in it closed', () => {
    const long = Array.from({ length: 1000 }, (_, index) => [index])
    expect(new JsonRows(parseJsonNodes(JSON.stringify(long)), new Set()).count).toBe(1001)
    expect(new JsonRows(parseJsonNodes(JSON.stringify({ long })), new Set()).count).toBe(2)
    expect(new JsonRows(parseJsonNodes(JSON.stringify({ long })), new Set(['/long'])).count).toBe(1002)
  })

  test('many small values that would make many lines are closed to begin with', () => {
    const wide = JSON.stringify(Array.from({ length: 90 }, () => Array.from({ length: 90 }, () => [1])))
    expect(new JsonRows(parseJsonNodes(wide), new Set()).count).toBeLessThanOrEqual(500)
  })

  test('are those that a walk through everything open would make, whatever is turned', () => {
    fc.assert(
      fc.property(spacedJson, fc.array(fc.nat()), (json, turns) => {
        const node = parseJsonNodes(json)
        let turned = new Set<string>()
        for (const turn of turns) {
          const all = rowsOf(new JsonRows(node, turned))
          const path = all[turn % all.length]?.path ?? ''
          turned = new Set(turned.has(path) ? [...turned].filter((one) => one !== path) : [...turned, path])
        }
        const rows = rowsOf(new JsonRows(node, turned))
        expect(rows).toHaveLength(walked(rows))
        for (const [place, { parent, level }] of rows.entries()) {
          expect(level).toBe((rows[parent]?.level ?? 0) + 1)
          expect(parent).toBeLessThan(place)
        }
        expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length)
      }),
    )
  })

  test('what is around a character can be opened, and its line is known', () => {
    fc.assert(
      fc.property(spacedJson, fc.nat(), (json, at) => {
        const node = parseJsonNodes(json)
        const offset = node.from + (at % (node.to - node.from))
        const rows = new JsonRows(node, new Set(new JsonRows(node, new Set()).closedAround(offset)))
        expect(rows.closedAround(offset)).toEqual([])
        const holds = ({ node: { from, to } }: JsonRow): boolean => from <= offset && offset < to
        const found = rows.at(rows.placeOf(offset))
        // A key belongs to the line of its value, which it is not in.
        const innermost = found === undefined || holds(found) ? found : rows.at(found.parent)
        expect(innermost?.path).toBe(rowsOf(rows).findLast(holds)?.path)
      }),
    )
  })
})

/** Lines that the open ones say that there are. */
function walked(rows: readonly JsonRow[]): number {
  return 1 + rows.reduce((sum, { node, open }) => sum + (open ? node.size : 0), 0)
}

describe('looking for a text', () => {
  const hits = (json: string, sought: string) =>
    [...findInJson(json, sought)]
      .flat()
      .map((offset) => json.slice(offset).match(/^("(?:[^"\\]|\\.)*"|[^,:}\]\s]+)/)?.[0])

  test('finds keys and values in any case, as they are written and as they are meant', () => {
    const json = '{"Sku":"sku-1","b":[1250,true,null,"caf\\u00e9","SK\\u0055"],"c":{"é":0}}'
    expect(hits(json, 'sku')).toEqual(['"Sku"', '"sku-1"', '"SK\\u0055"'])
    expect(hits(json, '250')).toEqual(['1250'])
    expect(hits(json, 'É')).toEqual(['"caf\\u00e9"', '"é"'])
    expect(hits(json, 'u00e9')).toEqual(['"caf\\u00e9"'])
    expect(hits(json, '"b"')).toEqual(['"b"'])
    expect(hits(json, ',')).toEqual([])
  })

  test('gives way while it looks through a long text', () => {
    const json = JSON.stringify(Array.from({ length: 100_000 }, (_, index) => `item ${index}`))
    const answers = [...findInJson(json, 'item 99')]
    expect(answers.length).toBeGreaterThan(4)
    expect(answers.flat()).toHaveLength(1111)
  })

  test('what is no JSON is looked through too', () => {
    expect([...findInJson('{"a": "\\x', 'a')].flat()).toEqual([1])
  })

  test('marks every place in a text, and nothing where lower case is longer', () => {
    expect(partsAround('abcABC', 'b')).toEqual(['a', 'b', 'cA', 'B', 'C'])
    expect(partsAround('İb', 'b')).toEqual(['İb'])
    expect(partsAround('abc', '')).toEqual(['abc'])
  })
})
