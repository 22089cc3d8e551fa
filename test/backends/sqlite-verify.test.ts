import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { digestOf } from '../../src/backends/sqlite/checksum.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { verifyLog } from '../../src/backends/sqlite/verify-log.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { fileTest } from './sqlite-files.ts'
import { events } from './store-test.ts'

/** `log` is a file with 2,500 events of two streams, of which 1234 has the data "find me". */
const test = fileTest.extend<{ log: string; change: (sql: string, ...binds: unknown[]) => void }>({
  log: async ({ file }, use) => {
    createStore(file)
    const writer = new LogWriter(file)
    const found = new EventBuilder().stream('order-2').type('Found').data('find me').build()
    for (const batch of [events(1233), [found], events(1266)])
      for (const { stream } of batch.slice(0, 1)) writer.append([{ stream, events: batch, expectedVersion: 'any' }])
    writer.close()
    await use(file)
  },
  change: async ({ log }, use) => {
    const database = new Database(log)
    await use((sql, ...binds) => void database.prepare(sql).run(...binds))
    database.close()
  },
})

describe('verifying a log', () => {
  test('finds nothing in a store as it was written', async ({ log }) => {
    expect(await verifyLog(log)).toEqual({ events: 2500, faultCount: 0, faults: [] })
  })

  test('finds one byte of data that was flipped in a copy', async ({ log }) => {
    const copy = `${log}.copy`
    copyFileSync(log, copy)
    const bytes = readFileSync(copy)
    const at = bytes.indexOf('find me')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(copy, bytes)
    const faults = [{ position: 1234, kind: 'checksum' }]
    expect(await verifyLog(copy)).toEqual({ events: 2500, faultCount: 1, faults })
  })

  const header = {
    'its stream': "UPDATE streams SET name = 'order-3' WHERE name = 'order-2'",
    'its type': "UPDATE types SET name = 'Lost' WHERE name = 'Found'",
    'its version': 'UPDATE events SET version = 7 WHERE position = 1234',
    'its time': 'UPDATE events SET created_at_us = created_at_us + 1 WHERE position = 1234',
    'its schema version': 'UPDATE events SET schema_version = 2 WHERE position = 1234',
    'its id': "UPDATE events SET event_id = x'0078' WHERE position = 1234",
    'its metadata': 'UPDATE events SET metadata = \'{"a":1}\' WHERE position = 1234',
    'its stream’s row': "DELETE FROM streams WHERE name = 'order-2'",
  }
  for (const [what, sql] of Object.entries(header))
    test(`finds an event of which ${what} was changed`, async ({ log, change }) => {
      change(sql)
      expect((await verifyLog(log)).faults).toContainEqual({ position: 1234, kind: 'checksum' })
    })

  test('finds an event that was changed together with its checksum, by the seal', async ({ log, change }) => {
    change("UPDATE events SET checksum = x'0011223344556677' WHERE position = 1234")
    expect((await verifyLog(log)).faults).toEqual([
      { position: 1234, kind: 'checksum' },
      { position: 2000, kind: 'seal' },
    ])
  })

  test('finds a seal that is not that of its events, and one that is gone', async ({ log, change }) => {
    change("UPDATE seals SET seal = x'00' WHERE position = 1000")
    expect((await verifyLog(log)).faults).toEqual([
      { position: 1000, kind: 'seal' },
      { position: 2000, kind: 'seal' },
    ])
    change('DELETE FROM seals WHERE position = 2000')
    expect((await verifyLog(log)).faults).toContainEqual({ position: 2000, kind: 'seal' })
  })

  test('finds events that are gone, from the middle and from the end', async ({ log, change }) => {
    change('DELETE FROM events WHERE position IN (100, 2500)')
    expect((await verifyLog(log)).faults).toEqual([
      { position: 100, kind: 'missing' },
      { position: 1000, kind: 'seal' },
      { position: 2500, kind: 'missing' },
    ])
  })

  test('finds log time that runs backwards', async ({ log, change }) => {
    change('UPDATE events SET log_time_us = 0 WHERE position = 1234')
    expect((await verifyLog(log)).faults).toEqual([{ position: 1234, kind: 'log-time' }])
  })

  test('finds nothing wrong with an event that was purged: its digests stand for it', async ({ log, change }) => {
    change(
      'INSERT INTO purges VALUES (1234, 1, ?, ?, ?)',
      'ada',
      Buffer.from(digestOf('"find me"'), 'hex'),
      Buffer.from(digestOf('{}'), 'hex'),
    )
    change("UPDATE events SET data = 'null', metadata = '' WHERE position = 1234")
    expect(await verifyLog(log)).toMatchObject({ faultCount: 0 })
    change('UPDATE purges SET data_digest = metadata_digest WHERE position = 1234')
    expect((await verifyLog(log)).faults).toEqual([{ position: 1234, kind: 'checksum' }])
  })

  test('ends with the reason of its signal', async ({ log }) => {
    const reason = new Error('enough')
    await expect(verifyLog(log, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('says that it cannot read on where a page of the file is broken', async ({ log }) => {
    const copy = `${log}.copy`
    const bytes = readFileSync(log)
    bytes.fill(0xff, 4096, bytes.length)
    writeFileSync(copy, bytes)
    await expect(verifyLog(copy)).rejects.toMatchObject({ code: 'store-corrupt' })
  })
})
