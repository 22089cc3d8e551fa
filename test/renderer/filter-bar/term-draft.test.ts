import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allOf, negationOf, termsOf } from '../../../src/core/filter/filter-tree.ts'
import { parseFilter } from '../../../src/core/filter/parse-filter.ts'
import { termParts } from '../../../src/core/filter/term-parts.ts'
import { draftOf, draftText, type TermDraft } from '../../../src/renderer/filter-bar/term-draft.ts'

const texts = [
  'type:"Order Placed",a*',
  'stream:order-1',
  'category:"",b',
  'id:018F2F6E-7B1C-7000-8000-00000000000A',
  'position:..5',
  'version:1,3..5',
  'schema>=2',
  'time:2026',
  'time:2026-01-31T10:00:00.5..2026-02-01T10:00+02:00',
  'data["odd, name"]!="a,b"',
  'data.n=1,"1",true,null',
  'meta.x<-1e400',
  'has:data.a,meta["b"]',
  '"two words"',
  '(a or type:A b)',
]

test('a term that is opened and applied as it is says what it said (seed 31)', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('', '-'), fc.constantFrom(...texts)), { minLength: 1 }), (terms) => {
      const tree = parseFilter(terms.map(([sign, text]) => sign + text).join(' '))
      const again = termsOf(tree).map((whole) => {
        const { term, negated } = termParts(whole)
        const edited = parseFilter(draftText(draftOf(term)))
        return negated ? negationOf(edited) : edited
      })
      expect(allOf(again)).toEqual(tree)
    }),
    { seed: 31, numRuns: 1000 },
  )
})

test.each<[string, TermDraft]>([
  [
    'type:A,Order*',
    {
      kind: 'names',
      of: 'type',
      names: [
        { text: 'A', wild: false },
        { text: 'Order*', wild: true },
      ],
    },
  ],
  ['position:3..7', { kind: 'range', of: 'position', from: '3', to: '7' }],
  ['time>=2026-01-31', { kind: 'range', of: 'time', from: '2026-01-31', to: '' }],
  ['version<=4', { kind: 'range', of: 'version', from: '', to: '4' }],
  ['data.n<=5', { kind: 'compare', path: 'data.n', operator: '<=', values: '5' }],
  ['data.s=a,"b c"', { kind: 'compare', path: 'data.s', operator: '=', values: 'a,"b c"' }],
  ['version:1,3..5', { kind: 'text', text: 'version:1,3..5' }],
  ['a or b', { kind: 'text', text: 'a or b' }],
  ['has:data.x', { kind: 'text', text: 'has:data.x' }],
])('%s is edited by its parts', (text, draft) => {
  expect(draftOf(parseFilter(text))).toEqual(draft)
  expect(draftText(draft)).toBe(text)
})

test('a time with a space in it is written in quotes', () => {
  expect(draftText({ kind: 'range', of: 'time', from: '2026-01-31 10:00', to: '' })).toBe('time>="2026-01-31 10:00"')
})

test('a draft that says nothing has no text', () => {
  expect(draftText({ kind: 'names', of: 'stream', names: [] })).toBe('')
  expect(draftText({ kind: 'range', of: 'time', from: ' ', to: '' })).toBe('')
  expect(draftText({ kind: 'compare', path: '', operator: '=', values: '1' })).toBe('')
})
