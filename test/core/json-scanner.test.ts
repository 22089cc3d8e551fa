import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonScanner } from '../../src/core/json-scanner.ts'
import { KeyTable } from '../../src/core/key-table.ts'
import { repeatedKey } from '../../src/core/repeated-key.ts'

function scanned(text: string): JsonScanner {
  const scanner = new JsonScanner()
  expect(scanner.scan(text)).toBeUndefined()
  return scanner
}

describe('JsonScanner', () => {
  test('finds the members of an object, each value in its very characters', () => {
    const text = ' { "a" : [1, {"b":2}] ,"\\u0062":"x\\"}" , "":-1.50e3,"d":{},"e":null } '
    const members = scanned(text).members ?? new Map()
    const values = [...members].map(([name, { from, to }]) => [name, text.slice(from, to)])
    expect(values).toEqual([
      ['a', '[1, {"b":2}]'],
      ['b', '"x\\"}"'],
      ['', '-1.50e3'],
      ['d', '{}'],
      ['e', 'null'],
    ])
  })

  test('finds the members of any object as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (object) => {
        const text = JSON.stringify(object, null, 1)
        const members = [...(scanned(text).members ?? [])]
        expect(members.map(([name, { from, to }]) => [name, JSON.parse(text.slice(from, to))])).toEqual(
          members.map(([name]) => [name, JSON.parse(text)[name]]),
        )
        expect(new Set(members.map(([name]) => name))).toEqual(new Set(Object.keys(object)))
      }),
      { seed: 3 },
    )
  })

  test.each(['[]', '1', '"{}"', 'null', '[{"a":1}]'])('%s has no members', (text) => {
    expect(scanned(text).members).toBeUndefined()
  })

  test('of texts scanned one after another each has its own members', () => {
    const scanner = new JsonScanner()
    scanner.scan('{"a":1}')
    const first = scanner.members
    scanner.scan('{"b":1}')
    expect([[...(first?.keys() ?? [])], [...(scanner.members?.keys() ?? [])]]).toEqual([['a'], ['b']])
  })
})

describe('a key that is there twice', () => {
  test.each([
    ['{"a":1,"a":2}', 'a', 7],
    ['{"a":{"b":1,"c":2},"x":[{"d":1,"e":2,"d":3}]}', 'd', 37],
    ['{"":1,"":2}', '', 6],
    ['{"a":1,"\\u0061":2}', 'a', 7],
    ['{"a":{"a":{"a":1}},"a":2}', 'a', 19],
    ['{"\\"":1,"\\u0022":2}', '"', 8],
  ])('in %s is found', (text, key, at) => {
    expect(scanned(text).mayRepeatKeys).toBe(true)
    expect(repeatedKey(text)).toEqual({ key, at })
  })

  test.each([
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":["a","a"]}',
    '{"x":"\\"a\\":1,\\"a\\":2"}',
  ])('in %s there is none', (text) => {
    expect(scanned(text).mayRepeatKeys).toBe(false)
    expect(repeatedKey(text)).toBeUndefined()
  })

  test('is found among the most members that an object may have, and is not where there is none', () => {
    const members = Array.from({ length: 99_999 }, (_, n) => `"key ${n}":0`)
    expect(repeatedKey(`{${members.join()}}`)).toBeUndefined()
    const text = `{${members.join()},"key 500":1}`
    expect(scanned(text).mayRepeatKeys).toBe(true)
    expect(repeatedKey(text)?.key).toBe('key 500')
  })
})

describe('KeyTable', () => {
  test('never misses a key that is there, of thousands in many objects', () => {
    const table = new KeyTable()
    let taken = 0
    for (let object = 1; object <= 50; object++)
      for (let hash = 0; hash < 200; hash++) if (table.has(object, hash * 7919)) taken += 1
    expect(taken).toBeLessThan(5)
    for (let object = 1; object <= 50; object++)
      for (let hash = 0; hash < 200; hash++) expect(table.has(object, hash * 7919)).toBe(true)
  })

  test('has no key after it was cleared, small or large', () => {
    const table = new KeyTable()
    for (const size of [10, 100_000, 10]) {
      for (let hash = 0; hash < size; hash++) table.has(1, hash)
      table.clear()
      expect(table.has(1, 5)).toBe(false)
    }
  })
})
