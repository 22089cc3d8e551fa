import { describe, expect, test } from 'vitest'
import { csvOutline, looksLikeCsv } from '../../../src/transfer/csv/csv-outline.ts'

const table =
  'Aggregate ID;Event;Payload;Created At;Seq\no-1;Placed;"{""a"":""x;\ny""}";2024-03-01;1\no-1;Paid;;2024-03-02;2\n'

describe('looksLikeCsv', () => {
  test.each([
    'stream,type,data\n',
    'stream,type,data\ns,T,1\n',
    '\ufeffstream\ttype\tdata\r\ns\tT\t{"a":1,"b":2}\r\n',
    table,
    'stream,type,data',
    'stream,type,data\ns,T,"cut in the mid',
  ])('knows %j', (text) => {
    expect(looksLikeCsv(Buffer.from(text))).toBe(true)
  })

  test.each([
    '',
    'one column\nx\n',
    '{"stream":"s","type":"T"}\n',
    '[{"stream":"s","type":"T"},\n{"a":1}]',
    '{"a":1},{"b":2}\n',
    '1,2,3\n4,5,6\n',
    'a,a\n1,2\n',
    'a,,b\n1,2,3\n',
    'Dear Sir, this is a letter\nand it goes on, with, commas\n',
    'stream,type\ns,T,1\n',
    'a"b,c\n',
  ])('does not know %j', (text) => {
    expect(looksLikeCsv(Buffer.from(text))).toBe(false)
  })
})

describe('csvOutline', () => {
  test('tells the columns, the first rows and what they suggest', () => {
    expect(csvOutline(Buffer.from(table))).toEqual({
      kind: 'rows',
      nearest: '',
      tables: [
        {
          name: '',
          columns: ['Aggregate ID', 'Event', 'Payload', 'Created At', 'Seq'].map((name) => ({ name, declared: '' })),
          sample: [
            ['o-1', 'Placed', '{"a":"x;\ny"}', '2024-03-01', '1'],
            ['o-1', 'Paid', '', '2024-03-02', '2'],
          ],
          suggested: {
            stream: ['Aggregate ID'],
            type: 'Event',
            data: 'Payload',
            time: 'Created At',
            position: 'Seq',
          },
        },
      ],
    })
  })

  test.each([Buffer.from('one\ntwo\n'), Buffer.alloc(0), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x2c, 0xfe])])(
    'refuses what is no table: %j',
    (head) => {
      expect(() => csvOutline(head)).toThrow(
        expect.objectContaining({ code: 'import-unrecognised', message: expect.stringContaining('no file of rows') }),
      )
    },
  )

  test('shows few rows, cut short, and nothing for cells that a row lacks', () => {
    const rows = `${'x'.repeat(500)}\n`.repeat(9)
    const { sample = [] } = csvOutline(Buffer.from(`stream,type\n${rows}`)).tables[0] ?? {}
    expect(sample).toHaveLength(5)
    expect(sample[0]).toEqual(['x'.repeat(200), null])
  })
})
