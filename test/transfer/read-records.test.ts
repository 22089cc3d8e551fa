import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_JSON_DEPTH, MAX_JSON_KEYS } from '../../src/core/json.ts'
import { collect } from './collect.ts'
import { readLines } from './read-lines.ts'
import { inChunks } from './text-chunks.ts'

const good = '{"id":"a-1","stream":"order-1","type":"OrderPlaced","createdAt":"2024-03-01T10:00:00.123456Z","data":{}}'

function read(text: string | Uint8Array, size = 1 << 16, options = {}) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  return collect(readLines(inChunks(bytes, size), options))
}

async function faultOf(line: string | Uint8Array) {
  const bytes = Buffer.concat([Buffer.from(`${good}\n`), Buffer.from(line), Buffer.from(`\n${good}\n`)])
  const { events, faults } = await read(bytes)
  expect(events).toHaveLength(2)
  expect(faults).toHaveLength(1)
  const [fault] = faults
  expect(fault).toMatchObject({ line: 2, byteOffset: good.length + 1 })
  return fault
}

function withMember(member: string): string {
  return good.replace('}}', `},${member}}`)
}

describe('readRecords', () => {
  test('reads every member of an event, under the names that stores use', async () => {
    const lines = [
      '{"id":"a","stream":"s","type":"T","createdAt":"2024-03-01T10:00:00Z","schemaVersion":2,"data":1,"metadata":{"x":1}}',
      '{"eventId":"b","streamId":"s","eventType":"T","time":1709287200000,"data":null,"position":7,"version":3}',
      '{"event_id":"c","stream_id":"s","event_type":"T","timestamp":1709287200.5,"schema_version":3}',
    ]
    const { events, faults } = await read(lines.join('\n'))
    expect(faults).toEqual([])
    const common = { stream: 's', type: 'T' }
    expect(events).toEqual([
      {
        ...common,
        id: 'a',
        createdAtUs: 1_709_287_200_000_000,
        schemaVersion: 2,
        data: '1',
        metadata: '{"x":1}',
      },
      { ...common, id: 'b', createdAtUs: 1_709_287_200_000_000, schemaVersion: 1, data: 'null', metadata: '{}' },
      { ...common, id: 'c', createdAtUs: 1_709_287_200_500_000, schemaVersion: 3, data: 'null', metadata: '{}' },
    ])
  })

  test('data and metadata are the very characters of the line', async () => {
    const data = '{ "n":9007199254740993, "m":-0, "e":1e400, "n":1, "s":"\\ud800\\u00e9é😀\\"}", "a":[ 1 ,2] }'
    const metadata = '{"z" : 1.10,\t"a":{} }'
    const { events } = await read(`{"stream":"s","type":"T","data":  ${data}  ,"metadata":${metadata}}`)
    expect(events[0]).toMatchObject({ data, metadata })
  })

  test('any JSON comes back to the byte, whatever is around it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.constantFrom('', ' ', '\t', '\r'), async (data, space) => {
        const { events } = await read(
          `{${space}"data"${space}:${space}${data}${space},"stream":"s","metadata":{"d":${data}},"type":"T"}`,
        )
        expect(events[0]?.data).toBe(data)
        expect(events[0]?.metadata).toBe(`{"d":${data}}`)
      }),
      { seed: 7 },
    )
  })

  test('of a key that is there twice the last counts', async () => {
    const text = '{"stream":"a","type":"T","stream":"b","data":1,"d\\u0061ta":2}'
    const { events, faults } = await read(text)
    expect(events[0]).toMatchObject({ stream: 'b', data: '2' })
    expect(faults).toMatchObject([{ code: 'import-duplicate-key', severity: 'warning', line: 1, column: 26 }])
    const strict = await read(text, text.length, { strict: true })
    expect(strict).toMatchObject({ events: [], faults: [{ code: 'import-duplicate-key', severity: 'error' }] })
  })

  test.each([
    ['no JSON', '{"stream":', 'import-bad-json', 11],
    ['a trailing comma', '{"stream":"s",}', 'import-bad-json', 15],
    ['NaN', withMember('"n":NaN'), 'import-bad-json', good.length + 5],
    ['a NUL in a string', withMember('"n":"\0"'), 'import-control-char', good.length + 6],
    ['a lone carriage return in a string', withMember('"n":"\r"'), 'import-control-char', good.length + 6],
    ['a carriage return that ends no line', `${good}\r${good}`, 'import-control-char', good.length + 1],
    ['a control character between members', `{\v${good.slice(1)}`, 'import-control-char', 2],
    ['a byte order mark after the start', `\ufeff${good}`, 'import-bad-json', 1],
    ['two values', `${good}${good}`, 'import-bad-json', good.length + 1],
    ['an array', '[1]', 'import-bad-event', 1],
    ['no type', '{"stream":"s","data":1}', 'import-bad-event', 1],
    ['no stream', '{"type":"T","data":1}', 'import-bad-event', 1],
    ['a type that is no text', '{"stream":"s","type":7}', 'import-bad-event', 22],
    ['metadata that is no object', withMember('"metadata":[]'), 'import-bad-event', good.length + 12],
    ['a schema version of zero', withMember('"schemaVersion":0'), 'import-bad-event', good.length + 17],
    ['half a surrogate pair in a name', '{"stream":"\\ud800","type":"T"}', 'bad-name', 11],
    ['an empty name', '{"stream":"s","type":""}', 'bad-name', 22],
    ['a time that is none', '{"stream":"s","type":"T","time":"yesterday"}', 'import-bad-time', 33],
    ['a day that is none', '{"stream":"s","type":"T","time":"2024-02-30"}', 'import-bad-time', 33],
    ['a time beyond counting', '{"stream":"s","type":"T","time":1e300}', 'import-bad-time', 33],
    ['a time of another kind', '{"stream":"s","type":"T","time":true}', 'import-bad-time', 33],
    ['too many levels', withMember(`"n":${'['.repeat(MAX_JSON_DEPTH)}`), 'import-too-deep', good.length + 4 + 512],
  ])('reports %s by line and column, and goes on', async (_, line, code, column) => {
    expect(await faultOf(line)).toMatchObject({ code, column })
  })

  test('reports an event that no store could hold, and keeps those beside it', async () => {
    const attributes = '"specversion":"1.0","id":"1","source":"a","type":"T","epochmetadata":"{\\"a\\":\\"\\ud800\\"}"'
    expect(await faultOf(`{${attributes}}`)).toMatchObject({ code: 'import-bad-event', column: 1 })
  })

  test('reports too many members in one object', async () => {
    const members = Array.from({ length: MAX_JSON_KEYS + 1 }, () => '"a":1').join(',')
    expect(await faultOf(withMember(`"n":{${members}}`))).toMatchObject({ code: 'import-too-wide' })
  })

  test.each([
    ['a stray byte', [0x22, 0xc3, 0xa9, 0xff, 0x22], 3],
    ['an overlong form', [0x22, 0xc0, 0xaf, 0x22], 2],
    ['an encoded surrogate', [0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0x80], 3],
    ['bytes after a real replacement character', [0xef, 0xbf, 0xbd, 0xff], 2],
  ])('reports %s as no UTF-8, at its character', async (_, bytes, column) => {
    expect(await faultOf(Uint8Array.from(bytes))).toMatchObject({ code: 'import-bad-utf8', column })
  })

  test('a line at the limit is read, one byte more is passed over', async () => {
    const limit = good.length
    const { events, faults } = await read(`${good}\r\n ${good}\n${good} \r\n${good}`, 7, { maxLineBytes: limit })
    expect(events).toHaveLength(2)
    expect(faults).toMatchObject([
      { code: 'import-line-too-long', line: 2, byteOffset: limit + 2 },
      { code: 'import-line-too-long', line: 3, byteOffset: 2 * limit + 4 },
    ])
  })

  test('takes a byte order mark at the start, line ends of Windows, empty lines, and no last line end', async () => {
    const { events, faults } = await read(`\ufeff${good}\r\n\r\n\n   \n${good.replace('a-1', 'a-2')}`)
    expect(events.map(({ id }) => id)).toEqual(['a-1', 'a-2'])
    expect(faults).toEqual([])
  })

  test.each([
    ['little', 'utf16le' as const, [0xff, 0xfe]],
    ['big', 'utf16le' as const, [0xfe, 0xff]],
  ])('refuses UTF-16 (%s endian) as a whole', async (_, encoding, mark) => {
    const text = Buffer.concat([Uint8Array.from(mark), Buffer.from(good, encoding)])
    await expect(read(text)).rejects.toMatchObject({ code: 'import-wrong-encoding' })
  })

  test('reads the same wherever the chunks are cut', async () => {
    const bad = Buffer.from([0x7b, 0xff, 0x7d])
    const text = Buffer.concat([
      Buffer.from(`\ufeff${good}\r\n{"stream":"größe-😀","type":"T","data":"é"}\n\n[]\n`),
      bad,
      Buffer.from(`\n{"stream":"s","type":"T"}\r\n${'x'.repeat(130)}\n${good}`),
    ])
    const whole = await read(text, text.length, { maxLineBytes: 120 })
    expect(whole.events).toHaveLength(4)
    expect(whole.faults).toHaveLength(3)
    for (let at = 1; at < text.length; at++) {
      const chunks = [text.subarray(0, at), text.subarray(at)]
      const cut = await collect(
        readLines(
          (async function* () {
            yield* chunks
          })(),
          { maxLineBytes: 120 },
        ),
      )
      expect(cut).toEqual(whole)
    }
    for (const size of [1, 2, 3, 7, 4096]) expect(await read(text, size, { maxLineBytes: 120 })).toEqual(whole)
  })

  test('an event without an id always gets the same one, and each of the same lines its own', async () => {
    const line = '{"stream":"s","type":"T","data":1}'
    const { events } = await read(`${line}\n${line}\n{"stream":"s","type":"T","data":2}\n${line}\n`)
    const ids = events.map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const again = await read(`${line}\n\n${line}\r\n`)
    expect(again.events.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  })

  test('an event without a time has the time of the one before it', async () => {
    const { events } = await read(`{"stream":"s","type":"T"}\n${good}\n{"stream":"s","type":"T"}`)
    expect(events.map(({ createdAtUs }) => createdAtUs)).toEqual([0, 1_709_287_200_123_456, 1_709_287_200_123_456])
  })

  test('gives batches of a thousand events, and says how far it is', async () => {
    const bytes = Buffer.from(`${good}\n`.repeat(2500))
    const batches = []
    for await (const batch of readLines(inChunks(bytes, 999), { total: bytes.length })) batches.push(batch)
    expect(batches.map(({ events }) => events.length)).toEqual([1000, 1000, 500])
    expect(batches.map(({ done, total }) => [done, total])).toEqual(
      [1000, 2000, 2500].map((lines) => [lines * (good.length + 1), bytes.length]),
    )
    expect(batches[1]?.places?.[0]).toEqual({ line: 1001, byteOffset: 1000 * (good.length + 1) })
  })
})
