import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidFilter } from '../../../src/core/errors.ts'
import type { FilterTree, FilterValue } from '../../../src/core/filter/filter-tree.ts'
import { MAX_FILTER_DEPTH, MAX_FILTER_LENGTH, parseFilter } from '../../../src/core/filter/parse-filter.ts'
import { anyText } from './filter-trees.ts'

const dayUs = Date.UTC(2026, 0, 31) * 1000

function words(...said: string[]): FilterTree {
  return { kind: 'words', words: said }
}

function names(of: 'type' | 'stream' | 'category', ...texts: string[]): FilterTree {
  return { kind: 'name', of, names: texts.map((text) => ({ text, wild: text.includes('*') })) }
}

function compare(steps: (string | number)[], operator: '=' | '!=' | '<' | '<=' | '>' | '>=', value: FilterValue) {
  return { kind: 'compare' as const, path: { of: 'data' as const, steps }, operator, value }
}

const one: FilterValue = { kind: 'number', text: '1' }

describe('a filter text', () => {
  test.each<[string, FilterTree]>([
    ['', { kind: 'everything' }],
    [' \t\n', { kind: 'everything' }],
    ['word', words('word')],
    ['"Free Text"', words('free', 'text')],
    ['rené@example.com', words('rené', 'example', 'com')],
    ['a b', { kind: 'and', parts: [words('a'), words('b')] }],
    ['a AND b', { kind: 'and', parts: [words('a'), words('b')] }],
    ['a b or c', { kind: 'or', parts: [{ kind: 'and', parts: [words('a'), words('b')] }, words('c')] }],
    ['a (b OR c)', { kind: 'and', parts: [words('a'), { kind: 'or', parts: [words('b'), words('c')] }] }],
    ['(a)(b)', { kind: 'and', parts: [words('a'), words('b')] }],
    ['-a', { kind: 'not', part: words('a') }],
    ['not a b', { kind: 'and', parts: [{ kind: 'not', part: words('a') }, words('b')] }],
    ['-(a b)', { kind: 'not', part: { kind: 'and', parts: [words('a'), words('b')] } }],
    ['-not a', words('a')],
    ['"or" "and" "not"', { kind: 'and', parts: [words('or'), words('and'), words('not')] }],
    ['order orange', { kind: 'and', parts: [words('order'), words('orange')] }],
    ['type time data', { kind: 'and', parts: [words('type'), words('time'), words('data')] }],
    ['type:OrderPlaced,OrderCancelled', names('type', 'OrderPlaced', 'OrderCancelled')],
    ['Type = A', names('type', 'A')],
    ['stream:order-*', names('stream', 'order-*')],
    ['category:"order*"', { kind: 'name', of: 'category', names: [{ text: 'order*', wild: false }] }],
    ['type:"Order "*', { kind: 'name', of: 'type', names: [{ text: 'Order *', wild: true }] }],
    ['type:"a\\u00e9\\n"', { kind: 'name', of: 'type', names: [{ text: 'aé\n', wild: false }] }],
    ['type:a(b', names('type', 'a(b')],
    ['(type:a)', names('type', 'a')],
    ['type:or', names('type', 'or')],
    [
      'id:018F2F6E-7B1C-7000-8000-00000000000A,X',
      { kind: 'id', of: 'id', ids: ['018f2f6e-7b1c-7000-8000-00000000000a', 'X'] },
    ],
    ['actor:"a b"', { kind: 'id', of: 'actor', ids: ['a b'] }],
    ['position:1000..2000', { kind: 'range', of: 'position', from: 1000, to: 2000 }],
    ['position>=5', { kind: 'range', of: 'position', from: 5 }],
    ['position > 5', { kind: 'range', of: 'position', from: 6 }],
    ['version<5', { kind: 'range', of: 'version', to: 4 }],
    ['version<=5', { kind: 'range', of: 'version', to: 5 }],
    ['schema:2..', { kind: 'range', of: 'schema', from: 2 }],
    ['schema:..2', { kind: 'range', of: 'schema', to: 2 }],
    [
      'version:1,3..4',
      {
        kind: 'or',
        parts: [
          { kind: 'range', of: 'version', from: 1, to: 1 },
          { kind: 'range', of: 'version', from: 3, to: 4 },
        ],
      },
    ],
    ['time:2026-01-31', { kind: 'range', of: 'time', from: dayUs, to: dayUs + 86_400_000_000 - 1 }],
    ['time>2026-01-31T00:00', { kind: 'range', of: 'time', from: dayUs + 60_000_000 }],
    ['time<=2026-01-30', { kind: 'range', of: 'time', to: dayUs - 1 }],
    ['time<"2026-01-31 00:00:00.000001"', { kind: 'range', of: 'time', to: dayUs }],
    ['time:..2026-01-30', { kind: 'range', of: 'time', to: dayUs - 1 }],
    ['data.total>100', compare(['total'], '>', { kind: 'number', text: '100' })],
    ['data.total >= 1e2', compare(['total'], '>=', { kind: 'number', text: '1e2' })],
    ['data.lines[0].sku="pen"', compare(['lines', 0, 'sku'], '=', { kind: 'text', text: 'pen' })],
    ['data["odd key"].c!=null', compare(['odd key', 'c'], '!=', { kind: 'null' })],
    ['data.code=007', compare(['code'], '=', { kind: 'text', text: '007' })],
    ['data.n="7"', compare(['n'], '=', { kind: 'text', text: '7' })],
    ['data.b:true', compare(['b'], '=', { kind: 'boolean', value: true })],
    ['data.b:True', compare(['b'], '=', { kind: 'text', text: 'True' })],
    ['data.0=1', compare(['0'], '=', one)],
    ['data=1', compare([], '=', one)],
    ['DATA.A=1', compare(['A'], '=', one)],
    ['data.__proto__=1', compare(['__proto__'], '=', one)],
    ['data.a=1,b', { kind: 'or', parts: [compare(['a'], '=', one), compare(['a'], '=', { kind: 'text', text: 'b' })] }],
    [
      'meta.userId=u1',
      {
        kind: 'compare',
        path: { of: 'metadata', steps: ['userId'] },
        operator: '=',
        value: { kind: 'text', text: 'u1' },
      },
    ],
    ['has:data.coupon', { kind: 'has', path: { of: 'data', steps: ['coupon'] } }],
    ['has:metadata', { kind: 'has', path: { of: 'metadata', steps: [] } }],
  ])('%s is read', (text, tree) => {
    expect(parseFilter(text)).toEqual(tree)
  })

  test('is read with every number of terms that fits', () => {
    const many = Array.from({ length: 5000 }, () => 'a').join(' ')
    expect(parseFilter(many)).toMatchObject({ kind: 'and', parts: { length: 5000 } })
  })

  test('is read up to its greatest depth', () => {
    const deep = `${'('.repeat(MAX_FILTER_DEPTH)}a${')'.repeat(MAX_FILTER_DEPTH)}`
    expect(parseFilter(deep)).toEqual(words('a'))
    expect(parseFilter(`${'-'.repeat(MAX_FILTER_DEPTH)}a`)).toEqual(words('a'))
  })
})

describe('a text that is no filter is refused, with the column and what was expected:', () => {
  test.each([
    ['tpye:x', 1, 'did you mean type?'],
    ['a correlationId:x', 3, 'did you mean correlation?'],
    ['total.cents>5', 1, 'did you mean data.total.cents?'],
    ['https://example.com', 1, 'a field: type, stream, category'],
    ['__proto__:x', 1, 'a field: type'],
    ['constructor:x', 1, 'a field: type'],
    ['(a', 3, '")"'],
    ['a)', 2, '"(" before'],
    ['()', 2, 'a term'],
    ['or a', 1, 'a term (the word itself is written "or")'],
    ['a or', 5, 'a term'],
    ['a or or b', 6, 'a term'],
    ['a and', 6, 'a term'],
    ['not', 4, 'a term'],
    ['-', 2, 'a term'],
    ['- a', 2, 'a term'],
    ['type:', 6, 'the name of a type'],
    ['type:a,', 8, 'the name of a type'],
    ['type>a', 5, 'one of the operators : ='],
    ['type!=a', 5, 'put - in front'],
    ['type==a', 6, 'the name of a type'],
    ['type:a*"b*"', 8, 'no * in quotes'],
    ['id:', 4, 'an id'],
    ['"abc', 1, 'ends in double quotes'],
    ['"a\\qb"', 1, 'escapes that JSON has'],
    ['"a\\\nb"', 1, 'double quotes'],
    ['"a"b', 4, 'white space'],
    ['type:a"b" "c"d', 14, 'white space'],
    ['wild*', 1, 'a word without "*"'],
    ['a&&b', 1, 'a word without "&"'],
    ['!type:a', 1, 'a word without "!"'],
    ['"-"', 1, 'a letter or a digit'],
    ['...', 1, 'a letter or a digit'],
    ['position:x', 10, 'a whole number'],
    ['position:1.5', 10, 'a whole number'],
    ['position:..', 12, 'a whole number'],
    ['position:5..2', 13, 'not before its start'],
    ['position:9007199254740992', 10, 'a whole number'],
    ['position>9007199254740991', 10, 'nearer to 0'],
    ['version!=1', 8, 'one of the operators'],
    ['time:2026-02-30', 6, 'a date that exists'],
    ['time:2026-13', 6, 'a date that exists'],
    ['time:2026-01-01T24:00', 6, 'a time of day'],
    ['time:2026-01-01T10:00+25:00', 6, 'a time of day'],
    ['time:2026-01-01T10', 6, 'a time such as'],
    ['time:yesterday', 6, 'a time such as'],
    ['time:1600-01-01', 6, 'from 1684'],
    ['time:0050-01-01', 6, 'from 1684'],
    ['time>=2026-01-01T10:00:00.1234567', 7, 'a time such as'],
    ['data.total', 11, 'has:data.total'],
    ['data.total x', 11, 'has:data.total'],
    ['data..x=1', 6, "a member's name"],
    ['data[01]=1', 6, 'a place from 0'],
    ['data[-1]=1', 6, 'a place from 0'],
    ['data["a"=1', 9, '"]"'],
    ['data.x=', 8, 'a number, true'],
    ['data.x==1', 8, 'a number, true'],
    ['data.x<true', 8, 'which have an order'],
    ['data.x>null', 8, 'which have an order'],
    ['data.n:1..5', 8, 'data.n>=1'],
    ['data.x>1,2', 9, 'white space'],
    ['has:x', 5, 'a path such as'],
    ['has:data.', 10, "a member's name"],
  ])('%s', (text, column, expected) => {
    const refusal = refusalOf(text)
    expect(refusal).toMatchObject({
      code: 'invalid-filter',
      details: { column, expected: expect.stringContaining(expected) },
    })
    expect(refusal?.message).toContain(`filter, column ${column}: expected `)
  })

  test('one that is too long', () => {
    expect(parseFilter('a'.repeat(MAX_FILTER_LENGTH))).toMatchObject({ kind: 'words' })
    expect(refusalOf('a'.repeat(MAX_FILTER_LENGTH + 1))).toMatchObject({ details: { column: MAX_FILTER_LENGTH + 1 } })
  })

  test.each(['(', '-', 'not '])('one that opens too many of %j', (opening) => {
    const text = `${opening.repeat(MAX_FILTER_DEPTH + 1)}a`
    expect(refusalOf(text)?.message).toContain('levels of nesting')
  })
})

test('no text makes anything but a tree or a refusal that points into the text (seed 3)', () => {
  const pieces = fc.constantFrom(
    ...[
      'type:',
      'time>=',
      'data.',
      '["',
      '"]',
      '[0]',
      '..',
      '(',
      ')',
      '-',
      'not ',
      'or ',
      '"',
      '\\',
      '*',
      ',',
      '=',
      '2026-01-01',
    ],
    ...['T10:00', 'data', 'meta.', 'has:', ' ', 'x', '1', '\0', '\ud800', 'position:', 'id:', '\u00a0', 'İ'],
  )
  const noise = fc.oneof(
    anyText,
    fc.array(fc.oneof(pieces, anyText), { maxLength: 12 }).map((some) => some.join('')),
  )
  fc.assert(
    fc.property(noise, (text) => {
      const refusal = refusalOf(text)
      if (refusal === undefined) return
      const column = Number(refusal.details['column'])
      expect(column).toBeGreaterThanOrEqual(1)
      expect(column).toBeLessThanOrEqual(text.length + 1)
    }),
    { seed: 3, numRuns: 5000 },
  )
})

/** Anything else that is thrown fails the test. */
function refusalOf(text: string): InvalidFilter | undefined {
  try {
    parseFilter(text)
    return undefined
  } catch (error) {
    if (error instanceof InvalidFilter) return error
    throw error
  }
}
