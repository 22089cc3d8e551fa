import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Event, eventId, eventType, position, streamName, streamVersion } from '../../../src/core/event.ts'
import type { JsonText } from '../../../src/core/json.ts'
import type { MappedColumns, PayloadEncoding, StoreMapping } from '../../../src/core/store-mapping.ts'
import { type CsvOptions, csvHistory } from '../../../src/transfer/csv/csv-history.ts'
import { exportCsv } from '../../../src/transfer/export/export-csv.ts'
import { collect } from '../collect.ts'
import { inChunks } from '../text-chunks.ts'

function read(text: string | Uint8Array, options: CsvOptions = {}, size = 1 << 16) {
  return collect(csvHistory(inChunks(typeof text === 'string' ? Buffer.from(text) : text, size), options))
}

function mapping(columns: Partial<MappedColumns>, payload: PayloadEncoding = 'auto'): StoreMapping {
  return { table: '', columns: { stream: ['stream'], type: 'type', data: 'data', ...columns }, payload }
}

const header = 'stream,type,data,id,time,metadata'

describe('a table whose columns say what they hold', () => {
  test('every row is an event, in the order of the rows', async () => {
    const { events, faults } = await read(
      `${header}\norder-1,Placed,"{""n"": 1.10}",a,2024-03-01T10:00:00.123456Z,"{""x"":1}"\norder-2,Paid,,b,1709287200,\n`,
    )
    expect(faults).toEqual([])
    expect(events).toEqual([
      {
        stream: 'order-1',
        type: 'Placed',
        id: 'a',
        createdAtUs: 1_709_287_200_123_456,
        schemaVersion: 1,
        data: '{"n": 1.10}',
        metadata: '{"x":1}',
      },
      {
        stream: 'order-2',
        type: 'Paid',
        id: 'b',
        createdAtUs: 1_709_287_200_000_000,
        schemaVersion: 1,
        data: 'null',
        metadata: '{}',
      },
    ])
  })

  test('semicolons, tabs, carriage returns, a byte order mark and line breaks in cells are read', async () => {
    const commas = await read('stream,type,data\ns,T,"a\r\n""b"", c;\td"\n')
    expect(commas.events[0]?.data).toBe(JSON.stringify('a\r\n"b", c;\td'))
    for (const mark of [';', '\t'])
      expect((await read(`\ufeff"stream"${mark}type${mark}data\r\ns${mark}T${mark}1,5\r\n`)).events).toMatchObject([
        { stream: 's', type: 'T', data: '"1,5"' },
      ])
  })

  test('an aggregate of two columns, and versions and positions, are told from the data', async () => {
    const { events } = await read(
      'aggregate_type,aggregate_id,sequence,event_type,event_version,payload,metadata\nOrder,7,1,Placed,1.0,"{}",[1]\n',
    )
    expect(events).toMatchObject([{ stream: 'Order-7', type: 'Placed', data: '{}', metadata: '{"$value":[1]}' }])
  })

  test('a table without a stream takes the one that is named', async () => {
    const { events } = await read('type,data\nT,1\n', { stream: streamName('s') })
    expect(events).toMatchObject([{ stream: 's', type: 'T', data: '1' }])
  })

  test('a table whose columns say nothing is not recognised, and the columns are told', async () => {
    await expect(read('a,b\n1,2\n')).rejects.toMatchObject({
      code: 'import-unrecognised',
      message:
        "no column's name says that it holds the stream or the type or the data; the file has a, b. Say which is which with --map",
    })
  })

  test('the same table in any chunks makes the same events, and rows that are alike are told apart', async () => {
    const text = `\ufeff${header}\r\ns,T,"a\nb",,,\r\ns,T,"a\nb",,,\r\n\r\nü,"T""",x,,,`
    const whole = await read(text)
    expect(whole.events).toHaveLength(3)
    expect(new Set(whole.events.map(({ id }) => id)).size).toBe(3)
    for (const size of [1, 2, 3, 7]) expect(await read(text, {}, size)).toEqual(whole)
  })

  test('a history of many rows comes in batches that say how far they are', async () => {
    const text = `stream,type,data\n${'s,T,1\n'.repeat(2500)}`
    const done: number[] = []
    for await (const batch of csvHistory(inChunks(Buffer.from(text), 999), { total: text.length })) {
      expect(batch.events.length).toBe(batch.places?.length)
      expect(batch.total).toBe(text.length)
      done.push(batch.done)
    }
    expect(done).toEqual([17 + 6000, 17 + 12_000, text.length])
  })
})

test('a table that breaks off gives the rows that came whole, and then what went wrong', async () => {
  async function* breaking(): AsyncGenerator<Uint8Array, void> {
    yield Buffer.from('stream,type,data\ns,T,1\ns,T')
    await Promise.resolve()
    throw new Error('the pipe broke')
  }
  const history = csvHistory(breaking(), { total: 9, done: () => 5 })[Symbol.asyncIterator]()
  const { value } = await history.next()
  expect(value).toMatchObject({ events: [{ data: '1' }], faults: [], done: 5, total: 9 })
  await expect(history.next()).rejects.toThrow('the pipe broke')
})

describe('a mapped table', () => {
  test('names columns, and joins those of the stream', async () => {
    const columns = mapping({ stream: ['kind', 'no'], type: 'what', data: 'body', time: 'at', metadata: 'more' })
    const { events } = await read('at,kind,no,what,body,more\n2024-03-01,cart,1,Opened,hello,"{""a"":1}"\n', {
      mapping: columns,
    })
    expect(events).toMatchObject([
      { stream: 'cart-1', type: 'Opened', data: '"hello"', metadata: '{"a":1}', createdAtUs: 1_709_251_200_000_000 },
    ])
  })

  test('without a column of data, the columns that are mapped to nothing are the data', async () => {
    const columns = mapping({ stream: ['a'], type: 'b', data: '', version: 'v' })
    const { events } = await read('a,b,v,x,__proto__\ns,T,1,2,"3,0"\n', { mapping: columns })
    expect(events[0]?.data).toBe('{"x":"2","__proto__":"3,0"}')
  })

  test.each([
    { payload: 'auto', cell: '12345678901234567890', data: '12345678901234567890' },
    { payload: 'auto', cell: '012', data: '"012"' },
    { payload: 'auto', cell: '', data: 'null' },
    { payload: 'json', cell: '[1 ]', data: '[1 ]' },
    { payload: 'text', cell: '1', data: '"1"' },
    { payload: 'text', cell: '', data: '""' },
    { payload: 'hex', cell: '\\x7b7d', data: '{}' },
    { payload: 'hex', cell: 'ff', data: '{"$base64":"/w=="}' },
  ] as const)('$payload makes $data of the cell "$cell"', async ({ payload, cell, data }) => {
    const { events } = await read(`stream,type,data\ns,T,"${cell}"\n`, { mapping: mapping({}, payload) })
    expect(events[0]?.data).toBe(data)
  })

  test('a column that is not there is refused, with those that are', async () => {
    await expect(read('a,b\n1,2\n', { mapping: mapping({}) })).rejects.toMatchObject({
      code: 'invalid-mapping',
      message: 'the file has no column "stream"; it has a, b',
    })
  })
})

describe('a row that is no event', () => {
  const good = 's,T,1,,,\n'

  async function faultOf(row: string | Uint8Array, options: CsvOptions = {}) {
    const text = Buffer.concat([Buffer.from(`${header}\n${good}`), Buffer.from(row), Buffer.from(`\n${good}`)])
    const { events, faults } = await read(text, options)
    expect(events).toHaveLength(2)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ line: 3, byteOffset: header.length + 1 + good.length, severity: 'error' })
    return faults[0]
  }

  test.each([
    {
      what: 'too few cells',
      row: 's,T,1',
      code: 'import-bad-event',
      column: 5,
      says: '3 cells, and the table 6 columns',
    },
    { what: 'too many cells', row: 's,T,1,,,,x', code: 'import-bad-event', column: 10, says: '7 cells' },
    { what: 'no stream', row: ',T,1,,,', code: 'import-bad-event', column: 1, says: 'no stream' },
    { what: 'no type', row: '"a, b",,1,,,', code: 'import-bad-event', column: 8, says: 'no type' },
    { what: 'no legal name', row: 's,"T\u0001",1,,,', code: 'bad-name', column: 3, says: 'control character' },
    { what: 'no time', row: 's,T,1,,soon,', code: 'import-bad-time', column: 8, says: 'soon is no time' },
    { what: 'a mark astray', row: 's,T,a"b,,,', code: 'import-bad-event', column: 5, says: 'quotation mark' },
    {
      what: 'more behind a closing mark',
      row: 's,"T"x,1,,,',
      code: 'import-bad-event',
      column: 3,
      says: 'closing mark',
    },
  ])('$what is a fault in its place, and the rows around it are events', async ({ row, code, column, says }) => {
    const fault = await faultOf(row)
    expect(fault).toMatchObject({ code, column })
    expect(fault?.message).toContain(says)
  })

  test('bytes that are not UTF-8 are a fault at the first of them', async () => {
    const row = Buffer.concat([Buffer.from('s,Té'), Buffer.of(0xc3, 0x28), Buffer.from(',1,,,')])
    expect(await faultOf(row)).toMatchObject({ code: 'import-bad-utf8', column: 5 })
  })

  test('a row past the limit is passed over', async () => {
    expect(await faultOf(`s,T,"${'x\n'.repeat(40)}",,,`, { maxRowBytes: 64 })).toMatchObject({
      code: 'import-line-too-long',
      column: 1,
    })
  })

  test('what is not JSON where the mapping says JSON is a fault', async () => {
    expect(await faultOf('s,T,{x},,,', { mapping: mapping({}, 'json') })).toMatchObject({
      code: 'import-bad-json',
      column: 5,
    })
  })

  test('a fault behind a cell of several lines says the line that it is on', async () => {
    const { faults } = await read(`${header}\ns,"T\nT",1,,,\ns,T,"1\n2",,soon,`)
    expect(faults).toMatchObject([
      { code: 'bad-name', line: 2, column: 3 },
      { code: 'import-bad-time', line: 5, column: 5 },
    ])
  })

  test('a cell in quotes that is never closed is one fault', async () => {
    const { events, faults } = await read(`${header}\n${good}s,T,"1,,,\n${good}${good}`)
    expect(events).toHaveLength(1)
    expect(faults).toMatchObject([{ code: 'import-bad-event', line: 3, column: 5 }])
    expect(faults[0]?.message).toContain('no closing mark')
  })
})

describe('rows that Epoch wrote', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
  const formula = fc.constantFrom('=1+1', "'=1", "''@x", '-5', "'-5", '+a', '-', '\uff1dx', 'a"b', 'a,b;c\td', "'")
  const name = fc.oneof(text, formula).filter((value) => /^[^\p{Cc}\p{Cs}]+$/u.test(value))
  const event = fc.record({
    stream: name.map(streamName),
    type: name.map(eventType),
    id: name.map(eventId),
    createdAtUs: fc.integer({ min: 0, max: 4e15 }),
    schemaVersion: fc.integer({ min: 1, max: 9 }),
    data: fc.json().map((json) => json as JsonText),
    metadata: fc.dictionary(fc.string(), fc.string()).map((value) => JSON.stringify(value, undefined, 1) as JsonText),
  })

  test('are the same events again, to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 20 }), fc.integer({ min: 1, max: 300 }), async (given, size) => {
        const stored = given.map(
          (one, index): Event => ({ ...one, position: position(index + 1), version: streamVersion(index + 1) }),
        )
        const written = `${exportCsv.head}${stored.map((one) => exportCsv.text(one)).join(exportCsv.between)}${exportCsv.foot}`
        expect(await read(written, {}, size)).toEqual({ events: given, faults: [] })
      }),
      { seed: 11, numRuns: 200 },
    )
  })

  test('only they have the guard against formulas taken off', async () => {
    const { events } = await read("stream,type,data\n'=s,T,1\n")
    expect(events[0]?.stream).toBe("'=s")
  })
})
