import { expect } from 'vitest'
import type { ForeignCalls, StreamPlace } from '../../../src/backends/foreign/foreign-contract.ts'
import { readHeaders } from '../../../src/backends/foreign/read-headers.ts'
import { hashOfId, NO_HASH } from '../../../src/backends/id-hash.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'
import type { Direction } from '../../../src/core/event-store-backend.ts'
import type { JsonText } from '../../../src/core/json.ts'
import { previewOf } from '../../../src/core/log-index.ts'
import { linksOf } from '../../../src/core/metadata.ts'
import type { ReadEvent, StoreUnderTest } from './read-store.ts'

const LAST = Number.MAX_SAFE_INTEGER

/** Every call that tells of events tells the same of them as a reading of the whole log, which is returned. */
export async function expectAgreedAnswers(store: StoreUnderTest): Promise<ReadEvent[]> {
  const log = await store.log()
  expect(log.map(({ position }) => position)).toEqual(log.map(({ position }) => position).toSorted((a, b) => a - b))
  await expectSameHeaders(store, log)
  await expectSameRows(store, log)
  await expectSameStreams(store, log)
  for (const event of log) expect(named((await store.detail(event.position)).event)).toEqual(event)
  expect(await backwardsLog(store)).toEqual(log.toReversed())
  return log
}

async function backwardsLog(store: StoreUnderTest): Promise<ReadEvent[]> {
  const events: ReadEvent[] = []
  for (let after: number | undefined = LAST; after !== undefined; ) {
    const part: ForeignCalls['readLog']['output'] = await store.ask('readLog', {
      after,
      upTo: 0,
      direction: 'backwards',
      filter: EVERYTHING,
      limit: LAST,
    })
    events.push(...part.events.map(named))
    after = part.next
  }
  return events
}

async function streamOf(store: StoreUnderTest, stream: string, direction: Direction): Promise<ReadEvent[]> {
  const events: ReadEvent[] = []
  const start = { version: direction === 'forwards' ? 0 : LAST - 1, position: LAST }
  for (let after: StreamPlace | undefined = start; after !== undefined; ) {
    const part: ForeignCalls['readStream']['output'] = await store.ask('readStream', {
      stream,
      after,
      direction,
      limit: LAST,
    })
    events.push(...part.events.map(named))
    after = part.next
  }
  return events
}

async function expectSameHeaders(store: StoreUnderTest, log: readonly ReadEvent[]): Promise<void> {
  const { headers } = readHeaders(await store.ask('readHeaders', { after: 0, upTo: LAST }))
  const { streams, types, positions, streamOf, typeOf, versions, timesUs, ...hashes } = headers
  const events = [...positions].map((position, i) => ({
    position,
    stream: streams[streamOf[i] ?? -1],
    type: types[typeOf[i] ?? -1],
    version: versions[i],
    createdAtUs: timesUs[i],
    id: hashes.idHashes[i],
    cause: hashes.causeHashes[i],
    correlation: hashes.correlationHashes[i],
  }))
  const expected = log.map(({ position, stream, type, version, createdAtUs, id, metadata }) => {
    const { causationId, correlationId } = linksOf(metadata as JsonText)
    const links = { cause: hashOf(causationId), correlation: hashOf(correlationId) }
    return { position, stream, type, version, createdAtUs, id: hashOfId(id), ...links }
  })
  expect(events).toEqual(expected)
}

async function expectSameRows(store: StoreUnderTest, log: readonly ReadEvent[]): Promise<void> {
  const expected = log.map(({ data, metadata: _, ...event }) => ({ ...event, preview: previewOf(data) }))
  const { rows } = await store.ask('readRows', { positions: log.map(({ position }) => position) })
  expect(rows.map(rowNamed)).toEqual(expected)
  for (const [i, { position }] of log.entries()) {
    expect(await store.ask('countUpTo', { position })).toEqual({ events: i + 1 })
    const from = await store.ask('readRowsFrom', { fromRow: i + 1, limit: 2 })
    expect(from.rows.map(rowNamed)).toEqual(expected.slice(i, i + 2))
  }
  expect(await store.ask('readRowsFrom', { fromRow: log.length + 1, limit: 2 })).toEqual({ rows: [] })
}

async function expectSameStreams(store: StoreUnderTest, log: readonly ReadEvent[]): Promise<void> {
  for (const name of new Set(log.map(({ stream }) => stream))) {
    const expected = log
      .filter(({ stream, version }) => stream === name && version > 0)
      .toSorted((a, b) => a.version - b.version || a.position - b.position)
    expect(await streamOf(store, name, 'forwards')).toEqual(expected)
    expect(await streamOf(store, name, 'backwards')).toEqual(expected.toReversed())
    for (const { version } of expected) {
      const { detail } = await store.ask('readDetail', { stream: name, version })
      expect(detail && named(detail.event)).toEqual(expected.find((event) => event.version === version))
    }
  }
}

function named([position, stream, version, id, type, createdAtUs, data, metadata]: readonly [
  number,
  string,
  number,
  string,
  string,
  number,
  string,
  string,
]): ReadEvent {
  return { position, stream, version, id, type, createdAtUs, data, metadata }
}

function rowNamed([position, stream, version, id, type, createdAtUs, preview]: readonly unknown[]) {
  return { position, stream, version, id, type, createdAtUs, preview }
}

function hashOf(id: string | undefined): number {
  return id === undefined ? NO_HASH : hashOfId(id)
}
