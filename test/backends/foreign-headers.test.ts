import { expect, test } from 'vitest'
import type { ForeignTuple, PackedHeaders } from '../../src/backends/foreign/foreign-contract.ts'
import { GrowingHeaders } from '../../src/backends/foreign/growing-headers.ts'
import { readHeaders } from '../../src/backends/foreign/read-headers.ts'
import { hashOfId, NO_HASH } from '../../src/backends/id-hash.ts'
import { eventId, eventType, streamName } from '../../src/core/event.ts'

const latest = Number.MAX_SAFE_INTEGER
const metadata = '{"causationId":"x","correlationId":"y"}'

const events: readonly ForeignTuple[] = [
  [1, streamName('a-1'), 1, eventId('x'), eventType('T'), -5, '', ''],
  [7, streamName('b-1'), latest - 1, eventId('y'), eventType('T'), latest, '', metadata],
  [latest, streamName('a-1'), 0, eventId('z'), eventType('U'), 0, '', '{}'],
]

function packed(): PackedHeaders {
  const headers = new GrowingHeaders(5)
  for (const event of events) headers.add(event)
  return headers.packed()
}

function floats(...numbers: readonly number[]): string {
  return Buffer.from(Float64Array.from(numbers).buffer).toString('base64')
}

function names(...numbers: readonly number[]): string {
  return Buffer.from(Uint32Array.from(numbers).buffer).toString('base64')
}

test('headers that cross to another process are the same there', () => {
  const { headers, next } = readHeaders(JSON.parse(JSON.stringify({ headers: packed(), next: 8 })))
  const columns = Object.entries(headers).map(([name, column]) => [name, [...column]])
  expect(next).toBe(8)
  expect(Object.fromEntries(columns)).toEqual({
    streams: ['a-1', 'b-1'],
    types: ['T', 'U'],
    positions: [1, 7, latest],
    streamOf: [0, 1, 0],
    typeOf: [0, 0, 1],
    versions: [1, latest - 1, 0],
    timesUs: [-5, latest, 0],
    idHashes: ['x', 'y', 'z'].map(hashOfId),
    causeHashes: [NO_HASH, hashOfId('x'), NO_HASH],
    correlationHashes: [NO_HASH, hashOfId('y'), NO_HASH],
  })
})

test.each<{ readonly what: string; readonly changed: Partial<Record<keyof PackedHeaders, unknown>> }>([
  { what: 'a column of another length', changed: { timesUs: floats(1, 2) } },
  { what: 'a column that ends within a number', changed: { timesUs: 'AAAA' } },
  { what: 'a column that is no text', changed: { versions: [1, 2, 3] } },
  { what: 'positions that do not rise', changed: { positions: floats(1, 7, 7) } },
  { what: 'a position before the first', changed: { positions: floats(0, 7, 8) } },
  { what: 'a time that is no number', changed: { timesUs: floats(1, Number.NaN, 3) } },
  { what: 'a position past 2^53', changed: { positions: floats(1, 7, 2 ** 53) } },
  { what: 'a version below 0', changed: { versions: floats(1, -1, 1) } },
  { what: 'a stream that was not named', changed: { streamOf: names(0, 2, 0) } },
  { what: 'a type that was not named', changed: { types: [] } },
  { what: 'a name that is none', changed: { streams: ['a-1', ''] } },
])('headers with $what are refused', ({ changed }) => {
  expect(() => readHeaders({ headers: { ...packed(), ...changed } })).toThrow()
})
