import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { purgeEvents } from '../../src/backends/sqlite/purge.ts'
import { eventId, streamName } from '../../src/core/event.ts'
import { findingOf, found, auditTest as test, told, write } from './audited-log.ts'
import { events } from './store-test.ts'

describe('auditing the events of a store', () => {
  test('finds nothing in a store as it was written', async ({ log }) => {
    expect(await auditStore(log)).toMatchObject({ head: 2500, events: 2500, purged: 0, leftOut: [], findings: [] })
  })

  test('finds nothing in an empty store', async ({ file }) => {
    createStore(file)
    expect(await auditStore(file)).toMatchObject({ head: 0, events: 0, findings: [] })
  })

  test('finds one byte of data that was flipped in a copy, and names the event', async ({ log }) => {
    const copy = `${log}.copy`
    copyFileSync(log, copy)
    const bytes = readFileSync(copy)
    const at = bytes.indexOf('find me')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(copy, bytes)
    const audit = await auditStore(copy)
    expect(audit.findings).toEqual([
      {
        kind: 'checksum',
        severity: 'damage',
        message: 'it is not what was stored',
        position: 1234,
        stream: 'order-2',
        version: 1,
        eventId: 'found',
      },
    ])
    expect(audit.counts).toEqual([{ kind: 'checksum', severity: 'damage', count: 1 }])
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
      expect(told(await auditStore(log))).toContain('checksum 1234')
    })

  test('finds an event that was changed together with its checksum, by the seal', async ({ log, change }) => {
    change("UPDATE events SET checksum = x'0011223344556677' WHERE position = 1234")
    expect(told(await auditStore(log))).toEqual(['checksum 1234', 'seal 2000'])
  })

  test('finds a seal that is not that of its events, and one that is gone', async ({ log, change }) => {
    change("UPDATE seals SET seal = x'00' WHERE position = 1000")
    expect(told(await auditStore(log))).toEqual(['seal 1000', 'seal 2000'])
    change('DELETE FROM seals WHERE position = 2000')
    expect((await auditStore(log)).findings.at(-1)).toMatchObject({ position: 2000, message: /^there is no seal/ })
  })

  test('finds events that are gone, from the middle and from the end', async ({ log, change }) => {
    change('DELETE FROM events WHERE position IN (100, 2500)')
    expect(told(await auditStore(log))).toEqual([
      'position -',
      'position 100',
      'seal 1000',
      'segment 1',
      'version 101',
      'version 2499',
      'counts -',
      'counts -',
    ])
  })

  test('tells a gap once however long it is, with the seal that is missing its events', async ({ log, change }) => {
    change('DELETE FROM events WHERE position BETWEEN 500 AND 2400')
    const gap = { position: 500, message: 'there are no events from here to 2400' }
    expect(await findingOf(log, 'position')).toMatchObject(gap)
    expect(told(await auditStore(log)).filter((text) => text.startsWith('seal'))).toEqual(['seal 1000'])
  })

  test('finds versions that a stream lacks, or that do not follow the log', async ({ log, change }) => {
    change('UPDATE events SET version = 5000 WHERE position = 10')
    expect(told(await auditStore(log))).toEqual(
      expect.arrayContaining(['checksum 10', 'version 11', 'version 10', 'version 10']),
    )
  })

  test('finds a stream whose end is not where it says', async ({ log, change }) => {
    change("UPDATE streams SET last_position = 7 WHERE name = 'order-2'")
    expect((await auditStore(log)).findings).toMatchObject([{ kind: 'counts', position: 1235, stream: 'order-2' }])
    change("UPDATE streams SET version = 9 WHERE name = 'order-2'")
    expect((await auditStore(log)).findings).toMatchObject([{ kind: 'version', position: 1235, stream: 'order-2' }])
  })

  test('finds an id that two events have', async ({ log, change }) => {
    change('DROP INDEX events_by_id')
    change('UPDATE events SET event_id = (SELECT event_id FROM events WHERE position = 7) WHERE position = 9')
    change('CREATE INDEX events_by_id ON events(event_id)')
    withSchema(
      log,
      "UPDATE sqlite_schema SET sql = replace(sql, 'CREATE INDEX events_by_id', 'CREATE UNIQUE INDEX events_by_id')",
    )
    expect(told(await auditStore(log))).toEqual(expect.arrayContaining(['checksum 9', 'duplicate-id 9']))
  })

  const indexes = {
    events_by_id: ['CREATE UNIQUE INDEX events_by_id ON events(event_id)', 'it is not found by its id'],
    events_by_stream: [
      'CREATE UNIQUE INDEX events_by_stream ON events(stream_id, version)',
      'it is not found by its stream and version',
    ],
    events_by_log_time: ['CREATE INDEX events_by_log_time ON events(log_time_us)', 'it is not found by its log time'],
  }
  for (const [name, [sql, message]] of Object.entries(indexes))
    test(`finds an event that ${name} does not have`, async ({ log, change }) => {
      change(`DROP INDEX ${name}`)
      change(`${sql} WHERE position <> 77`)
      withSchema(log, `UPDATE sqlite_schema SET sql = replace(sql, ' WHERE position <> 77', '') WHERE name = '${name}'`)
      expect((await auditStore(log)).findings).toContainEqual(
        expect.objectContaining({ kind: 'index', message, position: 77 }),
      )
    })

  test('finds nothing where others append and purge while it reads', async ({ log }) => {
    const writer = new LogWriter(log)
    let written = 0
    const audit = auditStore(log, {
      onProgress: ({ what }) => {
        // Where the log ends is fixed after the file was checked.
        if (what === 'file') return
        write(writer, [{ ...found, id: eventId(`late-${written}`), stream: streamName(`late-${written++}`) }])
        write(writer, events(400, 'order-1'))
      },
    })
    const purge = purgeEvents(log, { kind: 'stream', stream: streamName('order-2') }, { purgerId: 'ada' })
    expect(await audit).toMatchObject({ head: 2500, events: 2500 })
    expect((await audit).counts.filter(({ severity }) => severity === 'damage')).toEqual([])
    expect((await purge).purged).toBe(2)
    expect(written).toBeGreaterThan(2)
    writer.close()
    expect((await auditStore(log)).counts.filter(({ severity }) => severity === 'damage')).toEqual([])
  })
})

function withSchema(log: string, sql: string): void {
  const database = new Database(log)
  database.unsafeMode(true)
  database.pragma('writable_schema = ON')
  database.prepare(sql).run()
  database.close()
}
