import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { EPOCH_SCHEMA_VERSION, epochSchemaStatements } from '../../src/backends/sqlite/epoch-schema.ts'
import { openForWriting } from '../../src/backends/sqlite/open-database.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { streamName } from '../../src/core/event.ts'
import { fileTest as test } from './sqlite-files.ts'
import { allOf, anEvent, append, asNew, events, streamOf } from './store-test.ts'
import { verifyLog } from './verify-log.ts'

describe('a store in a file', () => {
  test('keeps everything when it is closed and opened again, and nothing beside it', async ({ folder, file }) => {
    const batch = events(1200)
    const first = await openSqliteStore(file, { mode: 'create' })
    await append(first, ...batch)
    await first.dispose()
    expect(readdirSync(folder)).toEqual(['store.db'])
    const again = await openSqliteStore(file, { mode: 'write' })
    expect((await allOf(again.readAll())).map(asNew)).toEqual(batch)
    expect(await again.storeEvents(streamName('order-1'), batch)).toMatchObject({ repeated: true, version: 1200 })
    await again.dispose()
    expect(readdirSync(folder)).toEqual(['store.db'])
    expect(await verifyLog(file)).toEqual({ events: 1200, faultCount: 0, faults: [] })
  })

  test('is made where there is none, and opened where there is one', async ({ file }) => {
    const first = await openSqliteStore(file, { mode: 'create' })
    await append(first, anEvent())
    const second = await openSqliteStore(file, { mode: 'create' })
    expect(await second.head()).toBe(1)
    await Promise.all([first.dispose(), second.dispose()])
  })

  test('is made once by two that make it at the same time', async ({ file }) => {
    const both = await Promise.all([1, 2].map(() => openSqliteStore(file, { mode: 'create' })))
    await Promise.all(both.map((store) => append(store, ...events(3))))
    expect(await both[0]?.head()).toBe(6)
    await Promise.all(both.map((store) => store.dispose()))
  })

  test('opened for reading takes no events and says why', async ({ file }) => {
    await (await openSqliteStore(file, { mode: 'create' })).dispose()
    const store = await openSqliteStore(file, { mode: 'read' })
    expect(store.capabilities).toMatchObject({ append: false, whyNoAppend: 'it is open for reading only' })
    await expect(store.storeEvent(anEvent())).rejects.toMatchObject({ code: 'store-read-only' })
    await store.dispose()
  })

  test('has the schema that is recognised as its own', async ({ file }) => {
    await (await openSqliteStore(file, { mode: 'create' })).dispose()
    const database = new Database(file)
    const statements = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').pluck().all().sort()
    database.close()
    expect(statements).toEqual(epochSchemaStatements(EPOCH_SCHEMA_VERSION))
  })

  test('is written with a write-ahead log and full synchronisation', async ({ file }) => {
    await (await openSqliteStore(file, { mode: 'create' })).dispose()
    const database = openForWriting(file, 'FULL')
    const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'cell_size_check', 'busy_timeout']
    expect(pragmas.map((pragma) => database.pragma(pragma, { simple: true }))).toEqual(['wal', 2, 1, 0, 1, 5000])
    database.close()
  })
})

describe('a store made by a newer Epoch', () => {
  test('can be read, says why it takes no events, and refuses them', async ({ file }) => {
    const first = await openSqliteStore(file, { mode: 'create' })
    await append(first, ...events(3))
    await first.dispose()
    const database = new Database(file)
    database.pragma(`user_version = ${EPOCH_SCHEMA_VERSION + 1}`)
    database.close()
    const store = await openSqliteStore(file, { mode: 'write' })
    expect(store.capabilities.append).toBe(false)
    expect(store.capabilities.whyNoAppend).toContain('newer Epoch')
    expect(await allOf(store.readAll())).toHaveLength(3)
    await expect(store.storeEvent(anEvent())).rejects.toMatchObject({ code: 'store-too-new' })
    await store.dispose()
  })

  test('whose tables are others is refused as too new', async ({ file }) => {
    await (await openSqliteStore(file, { mode: 'create' })).dispose()
    const database = new Database(file)
    database.exec('ALTER TABLE events RENAME TO log')
    database.pragma(`user_version = ${EPOCH_SCHEMA_VERSION + 1}`)
    database.close()
    await expect(openSqliteStore(file, { mode: 'read' })).rejects.toMatchObject({ code: 'store-too-new' })
  })
})

describe('what is no store', () => {
  const others: Record<string, { code: string; make: (file: string) => void }> = {
    'no file': { code: 'store-not-found', make: () => undefined },
    'a folder': { code: 'store-not-a-file', make: (file) => mkdirSync(file) },
    'a text file': { code: 'store-not-sqlite', make: (file) => writeFileSync(file, 'no database '.repeat(100)) },
    'an empty file': { code: 'store-unknown-schema', make: (file) => writeFileSync(file, '') },
    'another program’s database': {
      code: 'store-unknown-schema',
      make: (file) => new Database(file).exec('CREATE TABLE events(position INTEGER)').close(),
    },
  }
  for (const [what, { code, make }] of Object.entries(others))
    test(`${what} is refused with ${code}`, async ({ folder, file }) => {
      make(file)
      const before = readdirSync(folder)
      for (const mode of ['read', 'write'] as const)
        await expect(openSqliteStore(file, { mode })).rejects.toMatchObject({ code })
      expect(readdirSync(folder)).toEqual(before)
    })

  test('a folder that is not there is refused when a store is to be made in it', async ({ folder }) => {
    const path = join(folder, 'nowhere', 'store.db')
    await expect(openSqliteStore(path, { mode: 'create' })).rejects.toMatchObject({ code: 'store-not-found' })
  })

  test('another program’s database is left as it is when a store is to be made there', async ({ file }) => {
    new Database(file).exec('CREATE TABLE mine(x)').close()
    await expect(openSqliteStore(file, { mode: 'create' })).rejects.toMatchObject({ code: 'store-unknown-schema' })
    const database = new Database(file)
    expect(database.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['mine'])
    expect(database.pragma('journal_mode', { simple: true })).toBe('delete')
    database.close()
  })
})

describe('two stores on one file', () => {
  test('append at the same time without loss, gap or repetition', async ({ file }) => {
    const one = await openSqliteStore(file, { mode: 'create' })
    const two = await openSqliteStore(file, { mode: 'write' })
    const batches = Array.from({ length: 60 }, (_, i) => events(1 + (i % 3), `order-${i % 4}`))
    await Promise.all(batches.map((batch, i) => append(i % 2 === 0 ? one : two, ...batch)))
    const log = await allOf(one.readAll())
    expect(log.map((event) => event.position)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1))
    expect(new Set(log.map((event) => event.id)).size).toBe(120)
    for (let i = 0; i < 4; i++) {
      const versions = (await streamOf(two, streamName(`order-${i}`))).map((event) => event.version)
      expect(versions).toEqual(versions.map((_, version) => version + 1))
    }
    await Promise.all([one.dispose(), two.dispose()])
    expect(await verifyLog(file)).toMatchObject({ events: 120, faultCount: 0 })
  })

  test('of appends through both that expect the same version, exactly one wins', async ({ file }) => {
    const one = await openSqliteStore(file, { mode: 'create' })
    const two = await openSqliteStore(file, { mode: 'write' })
    const outcomes = await Promise.allSettled(
      [one, two, one, two].map((store) =>
        store.storeEvents(streamName('order-1'), [anEvent()], { expectedVersion: 0 }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    await Promise.all([one.dispose(), two.dispose()])
  })

  test('know of each other’s events once refreshed, and tell their subscriptions', async ({ file }) => {
    const one = await openSqliteStore(file, { mode: 'create' })
    const two = await openSqliteStore(file, { mode: 'write' })
    const messages = one.subscribe()[Symbol.asyncIterator]()
    await messages.next()
    const next = messages.next()
    const event = anEvent()
    await append(two, event)
    expect(await one.refresh()).toBe(1)
    expect((await next).value).toMatchObject({ kind: 'events', events: [{ id: event.id }] })
    expect(await one.refresh()).toBe(1)
    await messages.return?.()
    await Promise.all([one.dispose(), two.dispose()])
  })
})
