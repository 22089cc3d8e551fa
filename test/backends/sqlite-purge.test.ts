import { existsSync, readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { type PurgeTarget, purgeEvents } from '../../src/backends/sqlite/purge.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { type NewEvent, position, type StreamName, streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { filterText } from '../../src/core/event-filter.ts'
import { fileTest as test } from './sqlite-files.ts'
import { allOf, noon } from './store-test.ts'
import { copyAsVersionOne } from './version-one-store.ts'

const ada = { purgerId: 'ada' }

/** Event i, from 1, of two streams in turn; some are long enough to take pages of their own. */
function secret(i: number): NewEvent {
  return new EventBuilder()
    .stream(`person-${i % 2}`)
    .type('Told')
    .createdAtUs(noon + i)
    .data({ said: `secret${i}word`, pad: 'x'.repeat(i % 50 === 0 ? 20_000 : (i * 37) % 300) })
    .metadata({ correlationId: `correlation-${i}`, causationId: `cause-${i}`, note: `note${i}note` })
    .build()
}

function writeSecrets(file: string, count: number): void {
  createStore(file)
  const writer = new LogWriter(file)
  const events = Array.from({ length: count }, (_, i) => secret(i + 1))
  writer.append(events.map((event) => ({ stream: event.stream, events: [event], expectedVersion: 'any' as const })))
  writer.close()
}

function at(...positions: readonly number[]): PurgeTarget {
  return { kind: 'positions', positions: positions.map(position) }
}

function ofStream(stream: string): PurgeTarget {
  return { kind: 'stream', stream: streamName(stream) }
}

/** Which of the events' texts are anywhere in the files. */
function textsIn(file: string, numbers: readonly number[]): string[] {
  const files = ['', '-wal', '-journal'].map((end) => `${file}${end}`).filter((path) => existsSync(path))
  const bytes = files.map((path) => readFileSync(path).toString('latin1')).join('\n')
  return numbers.flatMap((i) => [`secret${i}word`, `note${i}note`].filter((text) => bytes.includes(text)))
}

describe('purging events', () => {
  test('leaves their text nowhere in the files, and everybody else’s where it was', async ({ file }) => {
    writeSecrets(file, 1500)
    const purged = Array.from({ length: 300 }, (_, i) => 1 + ((i * 37) % 1500))
    const kept = Array.from({ length: 1500 }, (_, i) => i + 1).filter((i) => !purged.includes(i))
    expect(textsIn(file, purged)).toHaveLength(600)
    for (let i = 0; i < purged.length; i += 60) await purgeEvents(file, at(...purged.slice(i, i + 60)), ada)
    expect(textsIn(file, purged)).toEqual([])
    expect(textsIn(file, kept)).toHaveLength(2 * kept.length)
  })

  test('leaves their words in no index', async ({ file }) => {
    writeSecrets(file, 400)
    const store = await openSqliteStore(file, { mode: 'write' })
    for (const index of ['words', 'data.said', 'meta.note']) await store.addSearchIndex(index)
    await store.finishSearchIndexes()
    const filter = { where: filterText('"secret150word"') }
    expect(await allOf(store.readAll({ filter }))).toHaveLength(1)
    expect(await purgeEvents(file, at(150, 151), ada)).toEqual({ purged: 2, already: 0, logEmptied: true })
    expect(await allOf(store.readAll({ filter }))).toEqual([])
    expect(await allOf(store.readAll({ filter: { where: filterText('data.said="secret151word"') } }))).toEqual([])
    expect(await allOf(store.readAll({ filter: { where: filterText('secret152word') } }))).toHaveLength(1)
    await store.dispose()
    expect(textsIn(file, [150, 151])).toEqual([])
  })

  test('keeps the log verifiable, and its events in their places', async ({ file }) => {
    writeSecrets(file, 1200)
    const stream = await purgeEvents(file, ofStream('person-1'), ada)
    expect(stream).toEqual({ purged: 600, already: 0, logEmptied: true })
    expect(await auditStore(file)).toMatchObject({
      events: 1200,
      purged: 600,
      counts: [{ kind: 'orphan-causation', severity: 'notice', count: 600 }],
    })
    const store = await openSqliteStore(file, { mode: 'read' })
    const log = await allOf(store.readAll())
    expect(log.map((event) => event.position)).toEqual(log.map((_, i) => i + 1))
    expect(log[0]).toMatchObject({ ...secret(1), id: log[0]?.id, data: 'null', metadata: '' })
    expect(log[1]).toMatchObject({ data: secret(2).data, metadata: secret(2).metadata })
    expect(await store.correlated('correlation-1', position(0), 9)).toEqual([])
    expect(await store.correlated('correlation-2', position(0), 9)).toHaveLength(1)
    await store.dispose()
  })

  test('says who purged an event and when, in its row and with the event itself', async ({ file }) => {
    writeSecrets(file, 3)
    const beforeUs = Date.now() * 1000
    await purgeEvents(file, at(2), ada)
    const store = await openSqliteStore(file, { mode: 'read' })
    const event = await store.eventAt(position(2))
    expect(event?.purged?.by).toBe('ada')
    expect(event?.purged?.atUs).toBeGreaterThanOrEqual(beforeUs)
    expect((await store.eventAt(position(1)))?.purged).toBeUndefined()
    const { rows } = await store.rows({}, 1, 9)
    expect(rows.map(({ mark }) => mark)).toEqual([undefined, 'purged', undefined])
    await store.dispose()
  })

  test('does nothing to events that were purged before', async ({ file }) => {
    writeSecrets(file, 10)
    await purgeEvents(file, at(3), ada)
    expect(await purgeEvents(file, at(3, 3, 4), { purgerId: 'bob' })).toMatchObject({ purged: 1, already: 1 })
    const store = await openSqliteStore(file, { mode: 'read' })
    expect((await store.eventAt(position(3)))?.purged?.by).toBe('ada')
    await store.dispose()
  })

  test('purges nothing where one of the events is not there', async ({ file }) => {
    writeSecrets(file, 10)
    await expect(purgeEvents(file, at(3, 11), ada)).rejects.toMatchObject({ code: 'not-found' })
    await expect(purgeEvents(file, ofStream('nobody'), ada)).rejects.toMatchObject({ code: 'not-found' })
    expect((await auditStore(file)).purged).toBe(0)
  })

  test('ends with the reason of its signal, and keeps what it has purged', async ({ file }) => {
    writeSecrets(file, 100)
    const abort = new AbortController()
    const reason = new Error('enough')
    const purge = purgeEvents(file, ofStream('person-1'), {
      ...ada,
      signal: abort.signal,
      onProgress: () => abort.abort(reason),
    })
    // It may have got through in its first transaction.
    await purge.catch((error) => expect(error).toBe(reason))
    const { purged } = await auditStore(file)
    expect(purged).toBeGreaterThan(0)
    expect(await purgeEvents(file, ofStream('person-1'), ada)).toMatchObject({ purged: 50 - purged, already: purged })
  })

  test('lets the append of a purged event be repeated, and nothing else with its id', async ({ file }) => {
    createStore(file)
    const writer = new LogWriter(file)
    const event = secret(1)
    const append = (one: NewEvent, stream: StreamName = one.stream) =>
      writer.append([{ stream, events: [one], expectedVersion: 'no-stream' }])[0]
    expect(append(event)).toMatchObject({ kind: 'appended', result: { repeated: false } })
    await purgeEvents(file, at(1), ada)
    expect(append(event)).toMatchObject({ kind: 'appended', result: { position: 1, repeated: true } })
    const other = { ...event, data: 'null', metadata: '' } as NewEvent
    expect(append(other)).toMatchObject({ kind: 'refused', error: { code: 'id-conflict' } })
    writer.close()
  })

  test('refuses a store that an older Epoch made', async ({ file, folder }) => {
    writeSecrets(file, 3)
    const old = `${folder}/old.db`
    copyAsVersionOne(file, old)
    await expect(purgeEvents(old, at(1), ada)).rejects.toMatchObject({ code: 'store-read-only' })
    expect(await auditStore(old)).toMatchObject({ events: 3, purged: 0 })
  })
})
