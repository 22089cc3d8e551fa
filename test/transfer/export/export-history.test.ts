import { setImmediate as turn } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { Event } from '../../../src/core/event.ts'
import { readMask } from '../../../src/core/mask.ts'
import { exportFormats } from '../../../src/transfer/export/export-formats.ts'
import { exportHistory, PART_BYTES } from '../../../src/transfer/export/export-history.ts'
import { exported, pagesOf, storedEvent } from './exported-events.ts'

const formats = Object.entries(exportFormats)
const textFormats = formats.map(([name]) => name)

function someEvents(count: number): readonly Event[] {
  return Array.from({ length: count }, (_, i) => storedEvent({ number: i + 1, data: `{"n":${i}}` }))
}

describe.each(formats)('the parts of a file of %s', (name, format) => {
  test('have at most a mebibyte each, tell how many events are in the file, and are the file together', async () => {
    const large = JSON.stringify({ text: 'é'.repeat(PART_BYTES) })
    const events = [storedEvent({ number: 1, data: large }), storedEvent({ number: 2 }), storedEvent({ number: 3 })]
    const parts = []
    for await (const part of exportHistory(pagesOf(events, 2), { format, masks: [] })) parts.push(part)
    expect(parts.map(({ bytes }) => bytes.length <= PART_BYTES)).not.toContain(false)
    expect(parts.map(({ events, position }) => [events, position])).toContainEqual([2, 6])
    expect(parts.at(-1)).toMatchObject({ events: 3, position: 9 })
    const text = Buffer.concat(parts.map(({ bytes }) => bytes))
    expect(text.equals(await exported(events, format))).toBe(true)
    expect(text.toString()).toContain('é'.repeat(100))
  })

  test('are a whole file without events too', async () => {
    const text = (await exported([], format)).toString()
    if (name === 'ndjson') expect(text).toBe('')
    else if (name === 'csv') expect(parse(text, { columns: true })).toEqual([])
    else expect(JSON.parse(text)).toEqual([])
  })

  test('have nothing of a masked value, in data or metadata', async () => {
    const secret = 'anna@example.org'
    const metadata = `{"ip":"${secret}","ce":{"id":"x","source":"${secret}","who":"${secret}"}}`
    const data = `{"mail":"${secret}","mail":["${secret}"],"all":[{"mail":"${secret}"}],"kept":"yes"}`
    const masks = ['data.mail', 'data.all.mail', 'meta.ip', 'meta.ce.source', 'meta.ce.who'].map(readMask)
    const text = (await exported([storedEvent({ data, metadata })], format, masks)).toString()
    expect(text).not.toContain('anna')
    expect(text).toContain('***')
    expect(text).toContain('yes')
  })
})

describe('a file in the making', () => {
  test('is read no further ahead than a page beyond what its reader has taken', async () => {
    let pagesRead = 0
    async function* counted(): AsyncGenerator<readonly Event[], void> {
      for await (const page of pagesOf(someEvents(40), 2)) {
        pagesRead += 1
        yield page
      }
    }
    const parts = exportHistory(counted(), { format: exportFormats.ndjson, masks: [] })
    for (let taken = 1; taken <= 5; taken++) {
      await parts.next()
      for (let i = 0; i < 5; i++) await turn()
      expect(pagesRead).toBe(taken + 1)
    }
    await parts.return()
  })

  test('ends with the reason of its signal, and lets go of what it reads', async () => {
    const abort = new AbortController()
    let ended = false
    async function* endless(): AsyncGenerator<readonly Event[], void> {
      try {
        for (;;) yield someEvents(2)
      } finally {
        ended = true
      }
    }
    const parts = exportHistory(endless(), { format: exportFormats.csv, masks: [], signal: abort.signal })
    await parts.next()
    const reason = new Error('enough')
    abort.abort(reason)
    await expect(parts.next()).rejects.toBe(reason)
    expect(ended).toBe(true)
  })

  test('fails as reading fails, whenever that is found out', async () => {
    const broken = new Error('the disk')
    async function* failing(): AsyncGenerator<readonly Event[], void> {
      yield someEvents(1)
      throw broken
    }
    const parts = exportHistory(failing(), { format: exportFormats.gaffer, masks: [] })
    await parts.next()
    for (let i = 0; i < 5; i++) await turn()
    await expect(parts.next()).rejects.toBe(broken)
  })

  test('for KurrentDB is refused when a second stream comes, naming both', async () => {
    const events = [storedEvent({ number: 1 }), storedEvent({ number: 2, stream: 'order-2' })]
    await expect(exported(events, exportFormats.kurrentdb)).rejects.toMatchObject({
      code: 'invalid-request',
      details: { streams: ['order-1', 'order-2'] },
    })
  })
})

test('a payload is the very text that is stored, but for line breaks where a line is an event', async () => {
  const data = '{\r\n "n": 12345678901234567890,\n\t"far":1e400, "b":1,"a":2,"a":3 }'
  const event = storedEvent({ data })
  for (const name of ['cloudevents', 'kurrentdb'] as const)
    expect((await exported([event], exportFormats[name])).toString()).toContain(`"data":${data}`)
  const [fixture] = JSON.parse((await exported([event], exportFormats.gaffer)).toString())
  expect(fixture).toEqual({
    eventType: 'Placed',
    streamId: 'order-1',
    sequenceNumber: 0,
    isJson: true,
    data,
    metadata: '{}',
  })
  const [row] = parse(await exported([event], exportFormats.csv), { columns: true })
  expect(row).toMatchObject({ data, metadata: '{}' })
  expect((await exported([event], exportFormats.ndjson)).toString()).toContain(
    `"data":${data.replace('\r', '').replaceAll('\n', ' ')}`,
  )
})

test('metadata that a store has none of is left out, or empty where its place is not', async () => {
  const event = { ...storedEvent({}), metadata: '' as Event['metadata'] }
  for (const name of ['ndjson', 'kurrentdb', 'gaffer'] as const)
    expect((await exported([event], exportFormats[name])).toString()).not.toContain('metadata')
  expect((await exported([event], exportFormats.csv)).toString()).toMatch(/,""\r\n$/)
  expect((await exported([event], exportFormats.cloudevents)).toString()).toContain('"epochmetadata":""')
})

test('every format has a media type and an ending of its own', () => {
  expect(textFormats).toEqual(['ndjson', 'cloudevents', 'kurrentdb', 'gaffer', 'csv'])
  expect(new Set(formats.map(([, { extension }]) => extension)).size).toBe(formats.length)
})
