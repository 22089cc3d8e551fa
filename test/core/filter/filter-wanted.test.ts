import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filterWanted } from '../../../src/core/filter/filter-wanted.ts'
import { anyText } from './filter-trees.ts'

/** What is wanted where `|` stands, and what a choice there would replace. */
function wantedAt(marked: string) {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { from, to, ...wanted } = filterWanted(text, caret)
  return { ...wanted, replaced: text.slice(from, to) }
}

describe('a term is wanted', () => {
  test.each([
    ['|', '', ''],
    ['ty|', 'ty', 'ty'],
    ['t|y', 't', 'ty'],
    ['type:A |', '', ''],
    ['type:A | pen', '', ''],
    ['type:A |pen', '', ''],
    ['type:A da|', 'da', 'da'],
    ['-ty|', 'ty', 'ty'],
    ['-|', '', ''],
    ['(a or ty|', 'ty', 'ty'],
    ['data.lines[0].s|', 'data.lines[0].s', 'data.lines[0].s'],
    ['data["odd na|', 'data["odd na', 'data["odd na'],
    ['data["odd name"].x|', 'data["odd name"].x', 'data["odd name"].x'],
    ['"a b" ty|', 'ty', 'ty'],
    ['data.n = 1 ty|', 'ty', 'ty'],
    ['data.n=1, 2 ty|', 'ty', 'ty'],
  ])('at %s', (marked, typed, replaced) => {
    expect(wantedAt(marked)).toEqual({ kind: 'term', typed, replaced, operator: 'missing' })
  })

  test.each(['ty|:A', 'data.n| > 5'])('before an operator at %s', (marked) => {
    expect(wantedAt(marked)).toMatchObject({ kind: 'term', operator: 'follows' })
  })
})

test.each([
  ['type:|', 'type', '', ''],
  ['type: |', 'type', '', ''],
  ['type:| A', 'type', '', ''],
  ['TYPE = Or|', 'type', 'Or', 'Or'],
  ['stream:or|der-1', 'stream', 'or', 'order-1'],
  ['category:a,b|', 'category', 'b', 'b'],
  ['category:a, |', 'category', '', ''],
  ['-type:"Order Pl|', 'type', 'Order Pl', '"Order Pl'],
  ['type:"Order Pl|aced" x', 'type', 'Order Pl', '"Order Placed"'],
  ['type:A stream:|', 'stream', '', ''],
])('a name is wanted at %s', (marked, of, typed, replaced) => {
  expect(wantedAt(marked)).toEqual({ kind: 'name', of, typed, replaced })
})

test('a path is wanted after has:', () => {
  expect(wantedAt('has:data.co|')).toEqual({ kind: 'path', typed: 'data.co', replaced: 'data.co' })
})

test.each([
  ['data.status=|', ['status'], ''],
  ['data.status = op|', ['status'], 'op'],
  ['data["odd name"]="o|', ['odd name'], 'o'],
  ['data.status=open,he|', ['status'], 'he'],
])('a value is wanted at %s', (marked, steps, typed) => {
  expect(wantedAt(marked)).toMatchObject({ kind: 'value', path: { of: 'data', steps }, typed })
})

test.each([
  ['position:1|', 'position', '1', '1', 'both'],
  ['position=1,|', 'position', '', '', 'both'],
  ['time>=20|', 'time', '20', '20', 'one'],
  ['time:2026-01..2|026', 'time', '2', '2026', 'one'],
  ['time:"2026-01-31 10:00"..2|', 'time', '2', '2', 'one'],
  ['version:..|', 'version', '', '', 'one'],
])('a place or a time is wanted at %s', (marked, of, typed, replaced, ends) => {
  expect(wantedAt(marked)).toEqual({ kind: 'range', of, typed, replaced, ends })
})

test.each(['"some wo|rds"', 'id:|', 'data.n>|= 5', 'data..=x|'])(
  'nothing that can be guessed is wanted at %s',
  (marked) => {
    expect(wantedAt(marked)).toMatchObject({ kind: 'free' })
  },
)

test('whatever the text, what is replaced is at the caret (seed 12)', () => {
  const pieces = fc.constantFrom(
    'type',
    'time',
    '..',
    ':',
    '=',
    '"',
    '\\',
    'data.a',
    '["',
    ']',
    ' ',
    ',',
    '-',
    '(',
    ')',
    'x',
    '<',
  )
  const texts = fc.oneof(
    anyText,
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, fc.nat(30), (text, place) => {
      const caret = Math.min(place, text.length)
      const { from, to, typed } = filterWanted(text, caret)
      expect(from).toBeLessThanOrEqual(caret)
      expect(to).toBeGreaterThanOrEqual(caret)
      expect(typed.length).toBeLessThanOrEqual(caret - from)
    }),
    { seed: 12, numRuns: 5000 },
  )
})
