import { describe, expect, test } from 'vitest'
import { JsonValuesSplitter } from '../../src/transfer/containers/json-values-splitter.ts'
import { eventShapes } from '../../src/transfer/event-shapes.ts'
import { readRecords } from '../../src/transfer/read-records.ts'
import { acceptedJson } from './accepted-json.ts'
import { collect } from './collect.ts'
import { decidedJson } from './decided-json.ts'
import type { JsonCase } from './json-case.ts'
import { readLines } from './read-lines.ts'
import { refusedJson } from './refused-json.ts'
import { inChunks } from './text-chunks.ts'

const good = '{"id":"good","stream":"s","type":"T","data":1}'

function around(before: string, { text }: JsonCase, after: string): Uint8Array {
  return Buffer.concat([Buffer.from(before), Buffer.from(text), Buffer.from(after)])
}

/** The case as an event's data, before a good event: a text with a line feed in an array, any other on a line. */
function asData(json: JsonCase) {
  const begin = '{"id":"case","stream":"s","type":"T","data":'
  if (!Buffer.from(json.text).includes(0x0a)) return collect(readLines(inChunks(around(begin, json, `}\n${good}`), 64)))
  const bytes = around(`[\n${begin}`, json, `},\n${good}]`)
  return collect(readRecords(inChunks(bytes, 64), new JsonValuesSplitter({ form: 'array' }), { shapes: eventShapes }))
}

function asLine(json: JsonCase) {
  return collect(readLines(inChunks(around('', json, `\n${good}`), 64)))
}

test('there are as many cases as a parser is usually tested with', () => {
  expect(acceptedJson.length).toBeGreaterThanOrEqual(95)
  expect(refusedJson.length).toBeGreaterThanOrEqual(188)
  expect(decidedJson.length).toBeGreaterThanOrEqual(35)
  const names = [...acceptedJson, ...refusedJson, ...decidedJson].map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

describe('JSON that every reader must take', () => {
  test.each(acceptedJson)('$name is kept to the character', async (json) => {
    const { events, faults } = await asData(json)
    expect(faults).toEqual([])
    expect(events.map(({ id, data }) => [id, data])).toEqual([
      ['case', String(json.text).replace(/^[ \n\r\t]+|[ \n\r\t]+$/g, '')],
      ['good', '1'],
    ])
  })

  test.each(acceptedJson.filter(({ text }) => !String(text).includes('\n')))(
    '$name on a line of its own is JSON, and no event',
    async (json) => {
      const { events, faults } = await asLine(json)
      expect(events.map(({ id }) => id)).toEqual(['good'])
      expect(faults).toMatchObject([{ code: 'import-bad-event', line: 1, column: 1, byteOffset: 0 }])
    },
  )
})

describe('JSON that every reader must refuse', () => {
  const notJson = /^import-(?:bad-json|control-char|bad-utf8)$/

  test.each(refusedJson)('$name is a fault, and the next event is kept', async (json) => {
    const { events, faults } = await asData(json)
    expect(events.map(({ id }) => id).filter((id) => id !== 'good')).toEqual([])
    expect(faults[0]).toMatchObject({ code: expect.stringMatching(notJson), severity: 'error' })
    if (!String(json.text).includes('\n')) expect([events.length, faults.length, faults[0]?.line]).toEqual([1, 1, 1])
  })

  test.each(refusedJson.filter(({ text }) => !String(text).includes('\n')))(
    '$name on a line of its own is a fault, and the next event is kept',
    async (json) => {
      const { events, faults } = await asLine(json)
      expect(events.map(({ id }) => id)).toEqual(['good'])
      expect(faults).toMatchObject([{ code: expect.stringMatching(notJson), line: 1, byteOffset: 0 }])
    },
  )
})

describe('JSON on which readers differ', () => {
  test.each(decidedJson)('$name: $decision', async ({ decision, ...json }) => {
    const { events, faults } = await asData(json)
    const isKept = decision === 'kept' || decision === 'warned'
    expect(events.map(({ id }) => id)).toEqual(isKept ? ['case', 'good'] : ['good'])
    if (isKept) expect(events[0]?.data).toBe(json.text)
    const fault =
      decision === 'warned'
        ? { code: 'import-duplicate-key', severity: 'warning' }
        : { code: decision, severity: 'error' }
    expect(faults).toMatchObject(decision === 'kept' ? [] : [fault])
  })
})
