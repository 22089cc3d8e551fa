import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type JsonValuesOptions, JsonValuesSplitter } from '../../src/transfer/containers/json-values-splitter.ts'
import type { TextRecord } from '../../src/transfer/containers/record-splitter.ts'
import { eventShapes } from '../../src/transfer/event-shapes.ts'
import type { ImportFault } from '../../src/transfer/history-source.ts'
import { readRecords } from '../../src/transfer/read-records.ts'
import { collect } from './collect.ts'
import { readLines } from './read-lines.ts'
import { inChunks } from './text-chunks.ts'

function read(text: string, options: JsonValuesOptions = { form: 'array' }, size = 1 << 16) {
  const bytes = Buffer.from(text)
  return collect(readRecords(inChunks(bytes, size), new JsonValuesSplitter(options), { shapes: eventShapes }))
}

function event(id: string, data = '1'): string {
  return `{"id":"${id}","stream":"s","type":"T","data":${data}}`
}

async function idsAndFaults(text: string, options?: JsonValuesOptions) {
  const { events, faults } = await read(text, options)
  return {
    ids: events.map(({ id }) => id),
    faults: faults.map(({ line, column, code, byteOffset }) => [line, column, byteOffset, code]),
  }
}

/** Whitespace as a printer puts it between the tokens of an array. */
const space = fc.constantFrom('', ' ', '\n', '\r\n', '\t', '  \n  ')

describe('a JSON array', () => {
  test('of records is the same events as the records one a line, in whatever chunks it comes', async () => {
    const data = fc.oneof(
      fc.json(),
      fc.constantFrom('"]"', '"}\\"{"', '"\\\\"', '[[],{}]', '"é😀"', '{"a":[{"b":"]"}]}'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(data, { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        space,
        async (list, size, gap) => {
          const records = list.map((text) => `{"stream":"s","type":"T","data":${text}}`)
          const array = `${gap}[${gap}${records.join(`${gap},${gap}`)}${gap}]${gap}`
          const { events, faults } = await read(array, { form: 'array' }, size)
          const lines = await collect(readLines(inChunks(Buffer.from(records.join('\n')), 64)))
          expect(faults).toEqual(lines.faults)
          expect(events).toEqual(lines.events)
        },
      ),
      { seed: 4 },
    )
  })

  test('says of each record the line and the byte where it begins', async () => {
    const text = `[ ${event('1', '"é😀"')}, ${event('2')},\n  ${event('3', '{\n"a":1}')}]`
    const places = []
    for await (const batch of readRecords(inChunks(Buffer.from(text), 5), new JsonValuesSplitter({ form: 'array' }), {
      shapes: eventShapes,
    }))
      places.push(...(batch.places ?? []))
    const offset = (part: string): number => Buffer.byteLength(text.slice(0, text.indexOf(part)))
    expect(places).toEqual([
      { line: 1, byteOffset: offset('{"id":"1') },
      { line: 1, byteOffset: offset('{"id":"2') },
      { line: 2, byteOffset: offset('{"id":"3') },
    ])
  })

  test('says where on its line a record is wrong, counted in UTF-16 units', async () => {
    const text = `[${event('1', '"é😀"')},{"stream":"s",}]`
    expect((await idsAndFaults(text)).faults).toEqual([
      [1, text.length - 1, Buffer.byteLength(text) - 16, 'import-bad-json'],
    ])
  })

  test('says on which of its lines a record is wrong', async () => {
    const text = `[\n  {\n    "stream": "s",\n    "type": 7\n  }\n]`
    expect((await idsAndFaults(text)).faults).toEqual([[4, 13, 4, 'import-bad-event']])
  })

  const [a, b, c] = [event('a'), event('b'), event('c')]

  test.each([
    ['a comma missing', `[${a} ${b}]`, ['a', 'b'], 'import-bad-json', a.length + 3],
    ['a comma last', `[${a},]`, ['a'], 'import-bad-json', a.length + 3],
    ['a comma first', `[,${a}]`, ['a'], 'import-bad-json', 2],
    ['a comma twice', `[${a},,${b}]`, ['a', 'b'], 'import-bad-json', a.length + 3],
    ['no end', `[${a},${b}`, ['a', 'b'], 'import-bad-json', a.length + b.length + 3],
    ['an element without an end', `[${a},{"stream":"s"`, ['a'], 'import-bad-json', a.length + 3],
    ['an element that is no object', `[${a},17,${b}]`, ['a', 'b'], 'import-bad-event', a.length + 3],
    ['an element that is a word', `[${a},oops,${b}]`, ['a', 'b'], 'import-bad-json', a.length + 3],
    ['an element that is a string with a bracket', `[${a},"]",${b}]`, ['a', 'b'], 'import-bad-event', a.length + 3],
    ['an element with a comma too many', `[${a},{"stream":"s",},${b}]`, ['a', 'b'], 'import-bad-json', a.length + 17],
    [
      'an element whose inner bracket is not closed',
      `[${a},{"x":[1},${b}]`,
      ['a', 'b'],
      'import-bad-json',
      a.length + 10,
    ],
    ['an element whose brace is not closed', `[${a},{"x":1]`, ['a'], 'import-bad-json', a.length + 9],
    ['something after its end', `[${a}] ${b}`, ['a'], 'import-bad-json', a.length + 4],
  ])('with %s has that one fault and all its other events', async (_, text, ids, code, column) => {
    const found = await idsAndFaults(text)
    expect(found.ids).toEqual(ids)
    expect(found.faults.map(([, at, , what]) => [at, what])).toEqual([[column, code]])
  })

  test.each(['', '  ', '\t'])(
    'goes on after a string that goes past its line, at the next line indented by %j',
    async (indent) => {
      const broken = `${indent}{"id":"b,\n${indent}  "type":"T"\n${indent}}`
      const text = `[\n${indent}${a},\n${broken},\n${indent}${c}\n]`
      const { ids, faults } = await idsAndFaults(text)
      expect(ids).toEqual(['a', 'c'])
      expect(faults.map(([line]) => line)).toEqual([3])
    },
  )

  test('goes on after any amount of space', async () => {
    const deep = ' '.repeat(1_000_000)
    const text = `[\n${deep}{"id":"b,\n${deep}},\n${c}]`
    expect((await idsAndFaults(text)).ids).toEqual(['c'])
  })

  test('counts no column for the byte order mark before it', async () => {
    const found = await idsAndFaults('\ufeff[{"stream":7}]', { form: 'array', skip: 3 })
    expect(found.faults).toEqual([[1, 12, 4, 'import-bad-event']])
  })

  test('with an element at the limit has its event, and one byte more is passed over', async () => {
    const options = { form: 'array', maxRecordBytes: a.length } as const
    expect(await idsAndFaults(`[${a},${event('b', '12')},${c}]`, options)).toEqual({
      ids: ['a', 'c'],
      faults: [[1, a.length + 3, a.length + 2, 'import-line-too-long']],
    })
  })

  test('is read where it stands in an object, whatever comes after it', async () => {
    const text = `{"title":"x","entries":[${a},${b}],"links":[]}`
    const skip = text.indexOf('[')
    expect(await idsAndFaults(text, { form: 'member', skip })).toEqual({ ids: ['a', 'b'], faults: [] })
  })

  test('in an object that another follows says that it does not read that one', async () => {
    const page = `{"events":[${a}],"next":{"]":"}"}}\n`
    const found = await idsAndFaults(`${page}{"events":[${b}]}\n`, { form: 'member', skip: page.indexOf('[') })
    expect(found).toEqual({ ids: ['a'], faults: [[2, 1, page.length, 'import-bad-json']] })
  })

  test('never makes the splitter fail, nor read on for ever, whatever its bytes are', () => {
    const bytes = fc.array(fc.constantFrom(...Buffer.from('[]{},:"\\ \n1ae'), 0xff), { maxLength: 60 })
    fc.assert(
      fc.property(bytes, fc.constantFrom('array', 'member', 'sequence'), (list, form) => {
        const whole = new JsonValuesSplitter({ form })
        const cut = new JsonValuesSplitter({ form })
        const text = Uint8Array.from(list)
        const expected = [...whole.push(text), ...whole.finish()]
        const found = [...text].flatMap((byte) => [...cut.push(Uint8Array.of(byte))])
        const plain = (part: TextRecord | ImportFault): string =>
          JSON.stringify({ ...part, ...('bytes' in part && { bytes: Buffer.from(part.bytes).toString('hex') }) })
        expect([...found, ...cut.finish()].map(plain)).toEqual(expected.map(plain))
      }),
      { numRuns: 3000, seed: 9 },
    )
  })
})

test('objects one after another are read without an array, also on many lines', async () => {
  const pretty = JSON.stringify(JSON.parse(event('b')), null, 2)
  expect(await idsAndFaults(`${event('a')}\n${pretty}\n${pretty.replace('"b"', '"c"')}`, { form: 'sequence' })).toEqual(
    {
      ids: ['a', 'b', 'c'],
      faults: [],
    },
  )
})
