import { describe, expect, test } from 'vitest'
import { EpochError } from '../../../src/core/errors.ts'
import { streamName } from '../../../src/core/event.ts'
import { checkJson } from '../../../src/core/json-check.ts'
import { jsonMembers } from '../../../src/core/json-members.ts'
import type { DecodedEvent, DecoderOptions, JsonRecord } from '../../../src/transfer/event-shape.ts'
import { eventShapes } from '../../../src/transfer/event-shapes.ts'
import { defaults, recordSamples } from './record-samples.ts'

function recordOf(text: string): JsonRecord {
  expect(checkJson(text)).toBeUndefined()
  return { text, members: jsonMembers(text) ?? new Map() }
}

function decode(text: string, options: DecoderOptions = {}): DecodedEvent | undefined {
  const record = recordOf(text)
  const shape = eventShapes.find((candidate) => candidate.fits(record))
  return shape?.decoder(options)(record)
}

function faultOf(text: string) {
  try {
    return { decoded: decode(text) }
  } catch (error) {
    if (!(error instanceof EpochError)) throw error
    return { code: error.code, message: error.message, details: error.details }
  }
}

/** The record with one member more, at its beginning. */
function withMember(record: string, member: string): string {
  return record.replace('{', `{${member},`)
}

describe('the shapes of records', () => {
  test.each(recordSamples)('$shape: $what is read to the byte', ({ record, event }) => {
    expect(decode(record, { stream: streamName('given') })).toEqual(event && { ...defaults, ...event })
  })

  test.each(recordSamples)('$shape: $what fits no other shape, but that of any event', ({ shape, record }) => {
    const fitting = eventShapes.filter((candidate) => candidate.fits(recordOf(record))).map(({ name }) => name)
    expect(fitting[0]).toBe(shape)
    expect(fitting.slice(1).filter((name) => name !== 'events')).toEqual([])
  })

  test('every shape has a sample, and each its own name', () => {
    const named = eventShapes.map(({ name }) => name)
    expect(new Set(named).size).toBe(named.length)
    expect(new Set(recordSamples.map(({ shape }) => shape))).toEqual(new Set(named))
  })

  test('an object that is something else fits none', () => {
    for (const text of [
      '{}',
      '{"a":1}',
      '{"name":"x","version":"1","dependencies":{}}',
      '{"topic":"t","offset":1,"value":""}',
    ])
      expect(eventShapes.filter((shape) => shape.fits(recordOf(text)))).toEqual([])
  })

  test('a member in the way of a prototype is a member like others', () => {
    const record = withMember('{"stream":"s","type":"T","constructor":1}', '"__proto__":{"type":"U"}')
    expect(decode(record)).toMatchObject({ stream: 's', type: 'T' })
  })
})

describe('CloudEvents', () => {
  const good = '{"specversion":"1.0","id":"1","source":"/s","type":"T"}'

  test.each([
    { record: '{"id":"1","source":"/s","type":"T"}', attribute: 'specversion', says: 'is missing' },
    {
      record: '{"specversion":"0.3","id":"1","source":"/s","type":"T"}',
      attribute: 'specversion',
      says: 'must be "1.0"',
    },
    { record: '{"specversion":"1.0","source":"/s","type":"T"}', attribute: 'id', says: 'is missing' },
    { record: '{"specversion":"1.0","id":"1","type":"T"}', attribute: 'source', says: 'is missing' },
    { record: '{"specversion":"1.0","id":"1","source":"/s"}', attribute: 'type', says: 'is missing' },
    { record: '{"specversion":"1.0","id":1,"source":"/s","type":"T"}', attribute: 'id', says: 'must be text' },
    { record: '{"specversion":"1.0","id":"","source":"/s","type":"T"}', attribute: 'id', says: 'is empty' },
    {
      record: '{"specversion":"1.0","id":"\\u0000","source":"/s","type":"T"}',
      attribute: 'id',
      says: 'zero character',
    },
    { record: withMember(good, '"data_base64":"e"'), attribute: 'data_base64', says: 'is not base64' },
    { record: withMember(good, '"data_base64":{}'), attribute: 'data_base64', says: 'is not base64' },
    { record: withMember(good, '"data":1,"data_base64":"MQ=="'), attribute: 'data_base64', says: 'beside data' },
    { record: withMember(good, '"epochmetadata":"[]"'), attribute: 'epochmetadata', says: 'JSON object' },
    { record: withMember(good, '"epochmetadata":"{"'), attribute: 'epochmetadata', says: 'JSON object' },
  ])('the attribute $attribute that $says is said', ({ record, attribute, says }) => {
    const fault = faultOf(record)
    expect(fault).toMatchObject({ code: 'import-bad-event', details: { attribute } })
    expect(fault.message).toContain(`attribute ${attribute} `)
    expect(fault.message).toContain(says)
    const place = record.indexOf(`"${attribute}":`)
    expect(fault.details?.['at']).toBe(place === -1 ? 0 : place + attribute.length + 3)
  })

  test('an id is the same event only with its source', () => {
    const ids = ['/a', '/b', '/a'].map((source) => decode(good.replace('/s', source))?.id)
    expect(ids[0]).toBe(ids[2])
    expect(ids[0]).not.toBe(ids[1])
  })

  test('a source that is no legal name of a stream needs a subject', () => {
    const long = good.replace('/s', `/${'s'.repeat(600)}`)
    expect(faultOf(long)).toMatchObject({ code: 'bad-name', details: { at: long.indexOf('"/s') } })
    expect(decode(withMember(long, '"subject":"order-1"'))?.stream).toBe('order-1')
  })
})

describe('KurrentDB', () => {
  const entry = '{"eventId":"a","eventType":"T","eventNumber":1,"streamId":"s","isJson":true,"data":"{}"}'

  test('an event for an append needs the name of a stream', () => {
    expect(faultOf('{"eventId":"a","eventType":"T","data":1}')).toMatchObject({
      code: 'import-bad-event',
      message: 'an event for KurrentDB does not say its stream; name it with --stream',
    })
  })

  test.each([
    {
      what: 'read without embedding',
      record: '{"title":"1@s","id":"http://h/1","updated":"2024-03-01T12:00:00Z","summary":"T","links":[]}',
    },
    { what: 'read with embed=rich', record: entry.replace(',"data":"{}"', '') },
  ])('an entry that was $what says how to read the feed', ({ record }) => {
    expect(faultOf(record)).toMatchObject({
      code: 'import-bad-event',
      message: 'the entry has not its event; read the feed with ?embed=body',
    })
  })

  test('a link that was not resolved says to which event it is', () => {
    expect(faultOf(entry.replace('"T"', '"$>"').replace('"{}"', '"3@order-1"'))).toMatchObject({
      code: 'import-unresolved-link',
      message: 'a link to the event "3@order-1" stands here without it; read the feed with its links resolved',
    })
  })

  test('a link that was resolved is the event that it is to', () => {
    const linked = withMember(entry, '"positionStreamId":"$ce-s","positionEventNumber":9')
    expect(decode(linked)).toEqual(decode(entry))
  })

  test('text in text that no file could hold keeps its escape', () => {
    const data = decode(entry.replace('"{}"', '"[\\"\\ud800\\",\\"\\ud83d\\ude00\\"]"'))?.data
    expect(data).toBe('["\\ud800","😀"]')
  })

  test('metadata that is no object is a fault in its place', () => {
    const record = withMember(entry, '"metaData":"[1]"')
    expect(faultOf(record)).toMatchObject({
      code: 'import-bad-event',
      message: 'metaData must be a JSON object',
      details: { at: record.indexOf('"[1]"') },
    })
  })
})

describe('rows', () => {
  test('a time that is none, a type that is no text and metadata that is no object are faults in their places', () => {
    const row =
      '{"stream_name":"s","type":"T","position":0,"global_position":1,"id":"a","time":"infinity","metadata":[]}'
    expect(faultOf(row)).toMatchObject({ code: 'import-bad-time', details: { at: row.indexOf('"infinity"') } })
    const typed = row.replace('"T"', '7')
    expect(faultOf(typed.replace('"infinity"', 'null'))).toMatchObject({
      code: 'import-bad-event',
      message: "the event's type must be text and is 7",
      details: { at: typed.indexOf('7') },
    })
    expect(faultOf(row.replace('"infinity"', 'null'))).toMatchObject({
      code: 'import-bad-event',
      message: 'metadata must be a JSON object',
    })
  })

  test('an id that is missing is said by the name of its column', () => {
    expect(faultOf('{"seq_id":1,"stream_id":"s","type":"T","data":1}')).toMatchObject({
      code: 'import-bad-event',
      message: 'the event has no id; give it a member "id"',
    })
  })

  test("Marten's binary data is hex", () => {
    const row = '{"seq_id":1,"id":"a","stream_id":"s","type":"T","data":null,"bdata":"\\\\xf"}'
    expect(faultOf(row)).toMatchObject({ code: 'import-bad-event', details: { at: row.indexOf('"\\\\xf"') } })
  })
})
