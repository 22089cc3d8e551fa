import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { digestOf } from '../../src/backends/sqlite/checksum.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { caused, auditTest as test, told, write } from './audited-log.ts'
import { events } from './store-test.ts'

describe('auditing what stands beside the events of a store', () => {
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
