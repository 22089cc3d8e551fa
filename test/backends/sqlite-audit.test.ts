import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { digestOf } from '../../src/backends/sqlite/checksum.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { purgeEvents } from '../../src/backends/sqlite/purge.ts'
import { eventId, type NewEvent, streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { AuditFinding, StoreAudit } from '../../src/core/store-audit.ts'
import { fileTest } from './sqlite-files.ts'
import { events, noon } from './store-test.ts'

const found = new EventBuilder()
  .id('found')
  .stream('order-2')
  .type('Found')
  .createdAtUs(noon + 2_000_000_000)
  .data('find me')
  .build()

const caused = new EventBuilder()
  .stream('order-2')
  .type('Caused')
  .createdAtUs(noon + 2_000_000_001)
  .data(1)
  .causedBy(found)
  .build()

interface Fixture {
  /**
   * A file with 2,500 events: order-1 has all but 1234, with data "find me", and 1235, which it caused, of order-2.
   */
  readonly log: string
  readonly change: (sql: string, ...binds: unknown[]) => void
}

const test = fileTest.extend<Fixture>({
  log: async ({ file }, use) => {
    createStore(file)
    const writer = new LogWriter(file)
    const late = events(1265).map((event) => ({ ...event, createdAtUs: event.createdAtUs + 3_000_000_000 }))
    for (const batch of [events(1233), [found, caused], late]) write(writer, batch)
    writer.close()
    await use(file)
  },
  change: async ({ log }, use) => {
    const database = new Database(log)
    await use((sql, ...binds) => {
      database.prepare(sql).run(...binds)
    })
    database.close()
  },
})

function write(writer: LogWriter, batch: readonly NewEvent[]): void {
  const [first] = batch
  if (first === undefined) return
  const outcomes = writer.append([{ stream: first.stream, events: batch, expectedVersion: 'any' }])
  expect(outcomes).toMatchObject([{ kind: 'appended' }])
}

/** What was found, shortly, without SQLite's own findings. */
function told({ findings }: StoreAudit): string[] {
  return findings.filter(({ kind }) => kind !== 'file').map(({ kind, position }) => `${kind} ${position ?? '-'}`)
}

async function findingOf(log: string, kind: AuditFinding['kind']): Promise<AuditFinding | undefined> {
  return (await auditStore(log)).findings.find((finding) => finding.kind === kind)
}

describe('auditing a store', () => {
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

  test('finds log time that runs backwards, and tells of times that do as of something normal', async ({
    log,
    change,
  }) => {
    change('UPDATE events SET log_time_us = 0 WHERE position = 1234')
    expect(told(await auditStore(log))).toEqual(['log-time 1234'])
  })

  test('tells of events that happened before those that stand before them, most of them only by number', async ({
    file,
  }) => {
    createStore(file)
    const writer = new LogWriter(file)
    write(writer, events(300).toReversed())
    writer.close()
    const audit = await auditStore(file)
    expect(audit.counts).toEqual([{ kind: 'own-time', severity: 'notice', count: 299 }])
    expect(audit.findings).toHaveLength(100)
  })

  test('tells of a cause that the store does not have', async ({ file }) => {
    createStore(file)
    const writer = new LogWriter(file)
    write(writer, [caused])
    writer.close()
    expect((await auditStore(file)).findings).toMatchObject([
      { kind: 'orphan-causation', severity: 'notice', position: 1, message: /found$/ },
    ])
  })

  test('finds data and metadata that are not JSON', async ({ log, change }) => {
    change("UPDATE events SET data = '{\"a\":}', metadata = '[' WHERE position = 3")
    expect(told(await auditStore(log))).toEqual(['checksum 3', 'json 3', 'json 3'])
  })

  test('finds links that are missing, and links that no event asks for', async ({ log, change }) => {
    change('DELETE FROM recent_links')
    expect(told(await auditStore(log))).toEqual(['links 1235', 'links 1235'])
    change("INSERT INTO causations VALUES (x'0011223344556677', 5), (x'0011223344556677', 999999)")
    expect(told(await auditStore(log))).toEqual(['links 1235', 'links 1235', 'links 5', 'links -'])
  })

  test('finds segments that are gone or do not agree with their events', async ({ log, change }) => {
    change('DELETE FROM segment_counts WHERE segment = 0')
    change('UPDATE segment_columns SET types = zeroblob(1000) WHERE segment = 1')
    expect(told(await auditStore(log))).toEqual(['segment 1', 'segment 1001'])
    change('INSERT INTO segment_counts VALUES (7, 0, 0, zeroblob(0), zeroblob(0))')
    expect(told(await auditStore(log))).toEqual(['segment -', 'segment 1', 'segment 1001'])
  })

  test('finds counts of types and categories that are wrong', async ({ log, change }) => {
    change("UPDATE types SET events = 2 WHERE name = 'Found'")
    change("UPDATE categories SET streams = 5 WHERE name = 'order'")
    const audit = await auditStore(log)
    expect(audit.findings.map(({ message }) => message)).toEqual([
      'the type "Found" counts 2 events, and 1 are there',
      'the category "order" counts 5 streams, and 2 are there',
    ])
  })

  test('finds nothing wrong with an event that was purged: its digests stand for it', async ({ log, change }) => {
    const digests = [Buffer.from(digestOf('"find me"'), 'hex'), Buffer.from(digestOf('{}'), 'hex')]
    change('INSERT INTO purges VALUES (1234, 1, ?, ?, ?)', 'ada', ...digests)
    expect(told(await auditStore(log))).toEqual(['purge 1234'])
    change("UPDATE events SET data = 'null', metadata = '' WHERE position = 1234")
    expect(await auditStore(log)).toMatchObject({ purged: 1, findings: [] })
    change('UPDATE purges SET data_digest = metadata_digest WHERE position = 1234')
    expect(told(await auditStore(log))).toEqual(['checksum 1234'])
  })

  test('says that a purge is of an event that is not there', async ({ log, change }) => {
    change("INSERT INTO purges VALUES (9000, 1, 'ada', zeroblob(32), zeroblob(32))")
    expect(told(await auditStore(log))).toEqual(['purge 9000'])
  })

  test('tells at most a thousand findings of a kind one by one, and counts them all', async ({ log, change }) => {
    change('UPDATE events SET schema_version = 3')
    const audit = await auditStore(log)
    expect(audit.counts).toContainEqual({ kind: 'checksum', severity: 'damage', count: 2500 })
    expect(audit.findings.filter(({ kind }) => kind === 'checksum')).toHaveLength(1000)
  })

  test('says how far it is, and ends with the reason of its signal', async ({ log }) => {
    const reason = new Error('enough')
    await expect(auditStore(log, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const abort = new AbortController()
    const seen: string[] = []
    const audit = auditStore(log, {
      signal: abort.signal,
      onProgress: ({ what }) => {
        seen.push(what)
        if (what === 'events') abort.abort(reason)
      },
    })
    await expect(audit).rejects.toBe(reason)
    expect(seen).toEqual(['file', 'events'])
  })

  test('goes on after pages that are broken, and says what it could not read', async ({ log }) => {
    const copy = `${log}.copy`
    const bytes = readFileSync(log)
    const at = Math.floor(bytes.indexOf('find me') / 4096) * 4096
    bytes.fill(0xff, at, at + 4096)
    writeFileSync(copy, bytes)
    const audit = await auditStore(copy)
    expect(audit.findings[0]).toMatchObject({ kind: 'file' })
    expect(audit.findings.some(({ kind }) => kind === 'unreadable')).toBe(true)
    expect(audit.events).toBeGreaterThan(1000)
    expect(audit.events).toBeLessThan(2500)
  })

  test('refuses a file whose tables are not a store’s', async ({ log, change }) => {
    change('CREATE TABLE more(a)')
    await expect(auditStore(log)).rejects.toMatchObject({ code: 'store-unknown-schema' })
  })
})

function withSchema(log: string, sql: string): void {
  const database = new Database(log)
  database.unsafeMode(true)
  database.pragma('writable_schema = ON')
  database.prepare(sql).run()
  database.close()
}
