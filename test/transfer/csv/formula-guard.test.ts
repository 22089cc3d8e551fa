import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardedCell, unguardedCell } from '../../../src/transfer/csv/formula-guard.ts'

test.each([
  '=1',
  '+a',
  '-a',
  '@SUM',
  '\t=1',
  '\r',
  '\n',
  '\0',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '-',
  '--1',
  '-1-1',
  '=',
  '+1+2',
])('a cell that begins as a formula gets an apostrophe: %j', (text) => {
  expect(guardedCell(text)).toBe(`'${text}`)
  expect(unguardedCell(`'${text}`)).toBe(text)
})

test.each(['', 'a', '1', '-1', '+1', '-1.5', '-1e-9', '{"a":"=1"}', "'", "'a", "'-1", ' =1'])(
  'other cells stay as they are: %j',
  (text) => {
    expect(guardedCell(text)).toBe(text)
    expect(unguardedCell(text)).toBe(text)
  },
)

test('whatever is guarded comes back', () => {
  const part = fc.constantFrom("'", '=', '-', '1', 'a', '.', '@', '＝', '\t')
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (text) => {
        expect(unguardedCell(guardedCell(text))).toBe(text)
      },
    ),
    { seed: 3, numRuns: 2000 },
  )
})
