import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_JSON_DEPTH, MAX_JSON_KEYS } from '../../src/core/json.ts'
import { checkJson } from '../../src/core/json-check.ts'

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('checkJson', () => {
  test('takes whatever JSON.stringify makes', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => checkJson(JSON.stringify(value, null, 1)) === undefined))
  })

  test('agrees with JSON.parse on texts that are nearly JSON', () => {
    const damaged = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '\\', '}', ']', '0', '-', ' ', '\n', 'e', '\u0001'),
    )
    fc.assert(
      fc.property(damaged, ([text, place, insert]) => {
        const at = place % (text.length + 1)
        const wrong = text.slice(0, at) + insert + text.slice(at + (place % 2))
        expect(checkJson(wrong) === undefined, wrong).toBe(parses(wrong))
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    { text: '', at: 0 },
    { text: '{"a":1,}', at: 7 },
    { text: '[1,]', at: 3 },
    { text: '{"a" 1}', at: 5 },
    { text: '"\\x"', at: 1 },
    { text: '01', at: 1 },
    { text: 'NaN', at: 0 },
    { text: '{} x', at: 3 },
    { text: '"abc', at: 4 },
  ])('says where $text stops being JSON', ({ text, at }) => {
    expect(checkJson(text)).toMatchObject({ code: 'bad-json', at })
  })

  test.each(['1e400', '-0', '123456789012345678901234567890', '"\\ud800"', '{"a":1,"a":2}'])(
    'takes %s as it is',
    (text) => {
      expect(checkJson(text)).toBeUndefined()
    },
  )

  test('takes the deepest nesting and refuses one level more, also where recursion would overflow', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    expect(checkJson(nested(MAX_JSON_DEPTH))).toBeUndefined()
    expect(checkJson(nested(MAX_JSON_DEPTH + 1))).toMatchObject({ code: 'too-deep' })
    expect(checkJson('[{"a":'.repeat(1_000_000))).toMatchObject({ code: 'too-deep' })
  })

  test('takes the widest object and refuses one member more', () => {
    const wide = (members: number): string => `{${Array.from({ length: members }, (_, i) => `"${i}":0`).join()}}`
    expect(checkJson(wide(MAX_JSON_KEYS))).toBeUndefined()
    expect(checkJson(wide(MAX_JSON_KEYS + 1))).toMatchObject({ code: 'too-wide' })
  })
})
