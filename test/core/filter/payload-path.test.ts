import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPayloadPath, parsePayloadPath } from '../../../src/core/filter/payload-path.ts'
import { anyPath } from './filter-trees.ts'

describe('a payload path', () => {
  test.each([
    ['data', 'data', []],
    ['data.total', 'data.total', ['total']],
    ['data.lines[0].sku', 'data.lines[0].sku', ['lines', 0, 'sku']],
    ['data["lines"][12]', 'data.lines[12]', ['lines', 12]],
    ['data["odd key"].x', 'data["odd key"].x', ['odd key', 'x']],
    ['data.größe', 'data.größe', ['größe']],
    ['data.a-b', 'data.a-b', ['a-b']],
    ['data.@id', 'data["@id"]', ['@id']],
    ['data.0', 'data["0"]', ['0']],
    ['data[""]', 'data[""]', ['']],
    ['data["a\\"b\\u0000"]', 'data["a\\"b\\u0000"]', ['a"b\0']],
    ['data.__proto__', 'data.__proto__', ['__proto__']],
  ])('%s is written %s', (text, written, steps) => {
    expect(parsePayloadPath(text)).toEqual({ of: 'data', steps })
    expect(formatPayloadPath({ of: 'data', steps })).toBe(written)
  })

  test.each(['meta.userId', 'metadata.userId', 'META.userId'])('%s is of metadata', (text) => {
    expect(parsePayloadPath(text)).toEqual({ of: 'metadata', steps: ['userId'] })
    expect(formatPayloadPath(parsePayloadPath(text))).toBe('meta.userId')
  })

  test('is read as what it is written from (seed 8)', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        expect(parsePayloadPath(formatPayloadPath(path))).toEqual(path)
      }),
      { seed: 8, numRuns: 1000 },
    )
  })

  test.each([
    ['', 1],
    ['total', 1],
    ['database', 1],
    ['data.', 6],
    ['data[', 6],
    ['data[1', 6],
    ['data[01]', 6],
    ['data["a"', 9],
    ['data.a=1', 7],
    ['data.a b', 7],
    ['data[99999999999999999999]', 6],
  ])('%j is none, from column %i', (text, column) => {
    expect(() => parsePayloadPath(text)).toThrow(
      expect.objectContaining({ code: 'invalid-filter', details: expect.objectContaining({ column }) }),
    )
  })
})
