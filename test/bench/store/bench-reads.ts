import type Database from 'better-sqlite3'
import { LogWriter } from '../../../src/backends/sqlite/log-writer.ts'
import { createStore, openForReading } from '../../../src/backends/sqlite/open-database.ts'
import { openStoreReader } from '../../../src/backends/sqlite/store-reader.ts'
import { START, streamName } from '../../../src/core/event.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'
import { openEmmettStore } from '../../peers/emmett/emmett-store.js'
import { freshPath } from './bench-appends.ts'
import { alternating, print } from './bench-line.ts'
import { newEventOf, standardEvents, take } from './standard-events.ts'

const ROUNDS = 5
const STREAMS = 1000
const SHORT = 'order-5'
const LONG = 'order-long'

type RawEvent = [number, number, number, Buffer, number, number, number, string, string]

/** Reads with payloads parsed: streams of about 30 and of 10,000 events beside a bare statement and Emmett. */
export async function benchStreamReads(folder: string): Promise<void> {
  const [ours, theirs] = [freshPath(folder, 'reads.db'), freshPath(folder, 'reads-emmett.db')]
  await fill(ours, theirs)
  const reader = openStoreReader(ours)
  const database = openForReading(ours)
  const emmett = openEmmettStore(theirs)
  for (const [stream, repeats, overEmmett] of [
    [SHORT, 400, 2],
    [LONG, 4, 1.4],
  ] as const) {
    const figures = await alternating(ROUNDS, {
      ours: () => perSecond(repeats, () => readOurs(reader, stream)),
      raw: () => perSecond(repeats, () => readRaw(database, stream)),
      emmett: () => perSecond(Math.ceil(repeats / 4), async () => (await emmett.readStream(stream)).length),
    })
    const name = `read a stream of ${stream === SHORT ? 'about 30' : '10,000'}, parsed`
    print({
      name,
      figure: figures.ours,
      unit: 'events/s',
      anchor: figures.raw,
      anchorName: 'bare statement',
      goal: 0.7,
      goalOf: 'ratio',
      better: 'more',
    })
    print({
      name,
      figure: figures.ours,
      unit: 'events/s',
      anchor: figures.emmett,
      anchorName: 'Emmett, one connection',
      goal: overEmmett,
      goalOf: 'ratio',
      better: 'more',
    })
  }
  emmett.close()
  database.close()
  reader.close()
}

/** The whole log with data and metadata parsed, beside a bare loop over pages of 1,000. */
export async function benchScan(store: string): Promise<void> {
  const reader = openStoreReader(store)
  const database = openForReading(store)
  const figures = await alternating(ROUNDS, {
    ours: () => perSecond(1, () => scanOurs(reader)),
    raw: () => perSecond(1, () => scanRaw(database)),
  })
  print({
    name: 'whole log, parsed',
    figure: figures.ours,
    unit: 'events/s',
    anchor: figures.raw,
    anchorName: 'bare paged loop',
    goal: 0.8,
    goalOf: 'ratio',
    better: 'more',
  })
  database.close()
  reader.close()
}

async function fill(ours: string, theirs: string): Promise<void> {
  createStore(ours)
  const writer = new LogWriter(ours)
  const emmett = openEmmettStore(theirs)
  const events = standardEvents({ streams: STREAMS })
  const batches = [
    ...Array.from({ length: STREAMS }, (_, i) => [`order-${i}`, 30] as const),
    ...Array.from({ length: 100 }, () => [LONG, 100] as const),
  ]
  for (const [stream, count] of batches) {
    const batch = take(events, count).map((event) => ({ ...event, stream }))
    writer.append([{ stream: streamName(stream), events: batch.map(newEventOf), expectedVersion: 'any' }])
    await emmett.append(stream, batch)
  }
  writer.close()
  emmett.close()
}

function readOurs(reader: ReturnType<typeof openStoreReader>, stream: string): number {
  let events = 0
  let from: number | undefined
  do {
    const page = reader.readStream({
      stream: streamName(stream),
      ...(from !== undefined && { from }),
      direction: 'forwards',
      limit: 1_000_000,
    })
    events += parsed(page.events)
    from = page.nextFrom
  } while (from !== undefined)
  return events
}

function scanOurs(reader: ReturnType<typeof openStoreReader>): number {
  let events = 0
  let rest: { readonly low: number; readonly high?: number } | undefined = { low: START, high: reader.head() }
  while (rest !== undefined) {
    const page: ReturnType<typeof reader.readLog> = reader.readLog({
      ...rest,
      direction: 'forwards',
      filter: EVERYTHING,
      limit: 1_000_000_000,
    })
    events += parsed(page.events)
    rest = page.rest
  }
  return events
}

function parsed(tuples: readonly (readonly [...unknown[]])[]): number {
  let members = 0
  for (const tuple of tuples)
    if (JSON.parse(String(tuple[7])) !== null && JSON.parse(String(tuple[8])) !== null) members++
  return members
}

const columns = 'position, stream_id, version, event_id, type_id, schema_version, created_at_us, data, metadata'

function readRaw(database: Database.Database, stream: string): number {
  const id = database.prepare<[string], number>('SELECT id FROM streams WHERE name = ?').pluck().get(stream) ?? 0
  const select = database
    .prepare<[number], RawEvent>(`SELECT ${columns} FROM events WHERE stream_id = ? ORDER BY version`)
    .raw()
  return parsed(select.all(id))
}

function scanRaw(database: Database.Database): number {
  const page = database
    .prepare<[number], RawEvent>(`SELECT ${columns} FROM events WHERE position > ? ORDER BY position LIMIT 1000`)
    .raw()
  let events = 0
  for (let rows = page.all(0); rows.length > 0; rows = page.all(rows.at(-1)?.[0] ?? Number.MAX_SAFE_INTEGER))
    events += parsed(rows)
  return events
}

async function perSecond(repeats: number, read: () => number | Promise<number>): Promise<number> {
  const start = performance.now()
  let events = 0
  for (let i = 0; i < repeats; i++) events += await read()
  return (events / (performance.now() - start)) * 1000
}
