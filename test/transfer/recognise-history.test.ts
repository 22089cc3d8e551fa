import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { streamName } from '../../src/core/event.ts'
import type { StoreMapping } from '../../src/core/store-mapping.ts'
import { pipedInput } from '../../src/transfer/piped-input.ts'
import { type RecogniseOptions, recogniseHistory } from '../../src/transfer/recognise-history.ts'
import { collect } from './collect.ts'
import { inChunks } from './text-chunks.ts'

async function recognised(text: string | Uint8Array, options: RecogniseOptions = {}, size = 1 << 16) {
  const { format, history, mapping } = await recogniseHistory(pipedInput(inChunks(Buffer.from(text), size)), options)
  const { events, faults } = await collect(history)
  return { format, ids: events.map(({ id }) => id), events, faults, mapping }
}

function event(id: string): string {
  return `{"id":"${id}","stream":"s","type":"T","data":1}`
}

const cloudEvent = '{"specversion":"1.0","id":"1","source":"/a","type":"T","subject":"s"}'
const entry =
  '{"eventId":"fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4","eventType":"T","eventNumber":0,"streamId":"s","data":"{}","isJson":true,"updated":"2020-01-01T00:00:00Z"}'
const feed = `{"title":"s","id":"x","updated":"2020-01-01T00:00:00Z","streamId":"s","links":[],"entries":[${entry}]}`
const pretty = JSON.stringify(JSON.parse(event('a')), null, 2)

describe('what a text is, by its content alone', () => {
  test.each([
    ['events, one a line', `${event('a')}\n${event('b')}`, 2],
    ['events, one a line', event('a'), 1],
    ['events, one a line', `\ufeff\n \r\n${event('a')}\n`, 1],
    ['events, JSON array', `[${event('a')},${event('b')}]`, 2],
    ['events, JSON array', `[\n${pretty},\n${pretty.replace('"a"', '"b"')}\n]\n`, 2],
    ['events, JSON array', '[]', 0],
    ['events, one after another', `${pretty}\n${pretty.replace('"a"', '"b"')}\n`, 2],
    ['events, JSON object with events', `{"events":[${event('a')},${event('b')}],"next":null}`, 2],
    ['CloudEvents 1.0, one a line', `${cloudEvent}\n`, 1],
    ['CloudEvents 1.0, JSON array', `[${cloudEvent}]`, 1],
    ['KurrentDB feed entries, JSON object with entries', feed, 1],
    ['KurrentDB feed entries, JSON object with entries', JSON.stringify(JSON.parse(feed), null, 1), 1],
    ['table of rows', 'stream,type,data\ns,T,1\n', 1],
    ['table of rows', 'stream\ttype\tdata\ns\tT\t1\n', 1],
    ['Redux DevTools', '{"payload":"[{\\"type\\":\\"A\\"}]","preloadedState":"{}"}', 1],
    ['nothing', '', 0],
    ['nothing', ' \n\r\n', 0],
  ])('%s', async (format, text, count) => {
    const whole = await recognised(text)
    expect({ format: whole.format, events: whole.events.length, faults: whole.faults }).toEqual({
      format,
      events: count,
      faults: [],
    })
    for (const size of [1, 3]) expect(await recognised(text, {}, size)).toEqual(whole)
  })

  test.each([
    ['a word', `garbage\n${event('a')}\n`],
    ['an object cut off', `{"stream":\n${event('a')}\n`],
    ['a string cut off', `{"stream":"s\n${event('a')}\n`],
    ['an array', `[1,2]\n${event('a')}\n`],
    ['an object of another kind', `{"level":"info"}\n${event('a')}\n`],
  ])('lines of events of which the first is %s', async (_, text) => {
    const { format, ids, faults } = await recognised(text)
    expect({ format, ids }).toEqual({ format: 'events, one a line', ids: ['a'] })
    expect(faults).toMatchObject([{ line: 1, severity: 'error' }])
  })

  test('a text may mix shapes', async () => {
    const { format, events } = await recognised(`${cloudEvent}\n${event('a')}\n${cloudEvent.replace('"1"', '"2"')}\n`)
    expect(format).toBe('CloudEvents 1.0, one a line')
    expect(events.map(({ stream }) => stream)).toEqual(['s', 's', 's'])
    expect(events[1]?.id).toBe('a')
  })

  test.each([
    ['text', 'Dear diary,\nnothing happened today.\n'],
    ['a number', '17'],
    ['binary data', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0)],
  ])('%s is no history, and it says what was looked for', async (_, text) => {
    await expect(recognised(text)).rejects.toMatchObject({
      code: 'import-unrecognised',
      message: expect.stringMatching(/one a line.*array.*table/),
    })
  })

  test('objects of no known shape are no history, and it says what they have', async () => {
    await expect(recognised('{"level":"info","msg":"x"}\n{"level":"info"}\n')).rejects.toMatchObject({
      code: 'import-unrecognised',
      message: expect.stringMatching(/"level", "msg".*CloudEvents 1\.0/),
    })
  })

  test.each([
    ['UTF-16, little end first', Buffer.from(`\ufeff${event('a')}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${event('a')}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(event('a'), 'utf16le')],
    ['UTF-32', Buffer.from([0x00, 0x00, 0xfe, 0xff, 0, 0, 0, 0x7b])],
  ])('%s is refused', async (_, text) => {
    await expect(recognised(text)).rejects.toMatchObject({ code: 'import-wrong-encoding' })
  })

  test.each([
    ['a SQLite database', [...Buffer.from('SQLite format 3\0')], 'as a store'],
    ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04, 0x14, 0], 'ZIP'],
    ['a Zstandard file', [0x28, 0xb5, 0x2f, 0xfd, 0], 'Zstandard'],
    ['a bzip2 file', [...Buffer.from('BZh91AY')], 'bzip2'],
    ['an XZ file', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0], 'XZ'],
    ['a 7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0], '7-Zip'],
    ['a tar archive', [...Buffer.from('a.json'.padEnd(257, '\0')), ...Buffer.from('ustar\0')], 'tar'],
    ['gzip data in gzip data', [...gzipSync(gzipSync(event('a')))], 'gzip'],
    ['a tar archive in gzip data', [...gzipSync(`${'a.json'.padEnd(257, '\0')}ustar\0`)], 'tar'],
  ])('%s is refused, and it says what to do', async (_, bytes, hint) => {
    await expect(recognised(Uint8Array.from(bytes))).rejects.toMatchObject({
      code: 'import-unsupported',
      message: expect.stringContaining(hint),
    })
  })
})

describe('what is given beside a text', () => {
  test('the stream of records that name none', async () => {
    const { events } = await recognised('{"type":"T"}\n{"type":"T","stream":"own"}\n', {
      stream: streamName('given'),
    })
    expect(events.map(({ stream }) => stream)).toEqual(['given', 'own'])
  })

  const mapping: StoreMapping = {
    table: '',
    columns: { stream: ['kind', 'key'], type: 'what', data: 'body', time: 'at' },
    payload: 'auto',
  }

  test.each([
    ['a table', 'kind,key,what,body,at\norder,7,Placed,"{""a"":1}",2024-03-01T10:00:00Z\n', 'table of rows'],
    [
      'JSON rows',
      '{"kind":"order","key":7,"what":"Placed","body":"{\\"a\\":1}","at":"2024-03-01T10:00:00Z"}\n',
      'mapped rows, one a line',
    ],
  ])('a mapping is used for %s that has its columns, and for no other', async (_, text, format) => {
    const other: StoreMapping = { ...mapping, columns: { ...mapping.columns, type: 'elsewhere' } }
    const found = await recognised(text, { mappings: [other, mapping] })
    expect({ format: found.format, mapping: found.mapping, faults: found.faults }).toEqual({
      format,
      mapping,
      faults: [],
    })
    expect(found.events).toMatchObject([
      { stream: 'order-7', type: 'Placed', data: '{"a":1}', createdAtUs: 1_709_287_200_000_000 },
    ])
  })

  test('an abort ends the reading with its reason', async () => {
    const abort = new AbortController()
    const lines = Buffer.from(`${event('a')}\n`.repeat(1000))
    const { history } = await recogniseHistory(pipedInput(inChunks(lines, 100)), { signal: abort.signal })
    const reason = new Error('enough')
    abort.abort(reason)
    await expect(collect(history)).rejects.toBe(reason)
  })
})
