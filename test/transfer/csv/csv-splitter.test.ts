import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvDelimiter } from '../../../src/transfer/csv/csv-delimiter.ts'
import { CsvSplitter } from '../../../src/transfer/csv/csv-splitter.ts'
import { cellStart, parseRows } from '../../../src/transfer/csv/parse-rows.ts'

function split(text: string, delimiter: string, size: number, limit?: number) {
  const bytes = Buffer.from(text)
  const splitter = new CsvSplitter(delimiter, limit)
  const rows = []
  for (let from = 0; from < bytes.length; from += size) rows.push(...splitter.push(bytes.subarray(from, from + size)))
  return [...rows, ...splitter.finish()]
}

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '"', '""', 'a"b', '\n', '\r\n', ',', ';', '\t', ' x ', '=1', "'"),
)

describe('a table of any cells', () => {
  test('is read cell by cell, each row in its place, in any chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        (table, delimiter, end, size) => {
          const written = table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter))
          const rows = split(written.map((row) => `${row}${end}`).join(''), delimiter, size)
          expect(parseRows(rows, delimiter)).toEqual(table)
          expect(rows.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(written)
          for (const [at, { line, byteOffset }] of rows.entries()) {
            const before = written
              .slice(0, at)
              .map((row) => `${row}${end}`)
              .join('')
            expect({ line, byteOffset }).toEqual({
              line: before.split('\n').length,
              byteOffset: Buffer.byteLength(before),
            })
          }
        },
      ),
      { seed: 5, numRuns: 300 },
    )
  })

  test('cells without quotes are their very characters', () => {
    const plain = fc.stringMatching(/^[^",\r\n\ufeff]{1,8}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, plain), { minLength: 1, maxLength: 6 }), (table) => {
        const rows = split(table.map((row) => `${row.join(',')}\n`).join(''), ',', 7)
        expect(parseRows(rows, ',')).toEqual(table)
      }),
      { seed: 6 },
    )
  })
})

describe('CsvSplitter', () => {
  test('a row past the limit is passed over, and the rows around it are whole', () => {
    for (const size of [1, 5, 100]) {
      const rows = split(`a,b\n"${'x\n'.repeat(20)}",c\nd,e\n`, ',', size, 12)
      expect(rows.map(({ bytes, tooLong, line }) => [Buffer.from(bytes).toString(), tooLong, line])).toEqual([
        ['a,b', false, 1],
        ['', true, 2],
        ['d,e', false, 23],
      ])
    }
  })

  test('a row of exactly the limit is read, whatever ends it', () => {
    for (const text of ['abc,d\n', 'abc,d\r\n', 'abc,d'])
      expect(split(text, ',', 2, 5)).toMatchObject([{ tooLong: false }])
    expect(split('abc,de\r\n', ',', 2, 5)).toMatchObject([{ tooLong: true }])
  })

  test('a quotation mark astray ends with its row', () => {
    const rows = split('a"b,c\n"a"b",c\nd,e\n', ',', 4)
    expect(rows.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['a"b,c', '"a"b",c', 'd,e'])
  })
})

test('the delimiter is what the first row has most of, outside quotes', () => {
  const delimiterOf = (text: string) => csvDelimiter(Buffer.from(text))
  expect(delimiterOf('a,b;c,d\n;;;;')).toBe(',')
  expect(delimiterOf('"a,,,,";b\n')).toBe(';')
  expect(delimiterOf('a\tb')).toBe('\t')
  expect(delimiterOf('')).toBe(',')
})

test.each([
  { row: 'a,b,c', cell: 2, start: 4 },
  { row: '"a,""b",c', cell: 1, start: 8 },
  { row: '"a,b', cell: 1, start: 4 },
  { row: 'a,b', cell: 5, start: 2 },
])('cell $cell of $row begins at $start', ({ row, cell: index, start }) => {
  expect(cellStart(row, ',', index)).toBe(start)
})
