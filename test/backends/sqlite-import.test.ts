import { existsSync, readdirSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { EPOCH_SCHEMA_VERSION, epochSchemaStatements, readingIndexes } from '../../src/backends/sqlite/epoch-schema.ts'
import { unfinishedPath } from '../../src/backends/sqlite/import-file.ts'
import { ImportWriter } from '../../src/backends/sqlite/import-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { categoryOf, type Event, streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { LogModel } from './log-model.ts'
import { fileTest as test } from './sqlite-files.ts'
import { history } from './sqlite-history.ts'
import { allOf, anEvent, append, asNew, events, noon } from './store-test.ts'
import { verifyLog } from './verify-log.ts'

async function logOf(file: string): Promise<Event[]> {
  const store = await openSqliteStore(file, { mode: 'read' })
  const log = await allOf(store.readAll())
  await store.dispose()
  return log
}

describe('an import into a new store', () => {
  test('keeps every event in the order given, and the store is whole', async ({ folder, file }) => {
    const all = history(2500)
    const into = await openSqliteImport(file)
    for (let i = 0; i < all.length; i += 700)
      expect(await into.add(all.slice(i, i + 700))).toEqual({ added: Math.min(700, 2500 - i), known: 0, conflicts: [] })
    expect(await into.finish()).toBe(2500)
    expect(readdirSync(folder)).toEqual(['store.db'])
    expect((await logOf(file)).map(asNew)).toEqual(all)
    expect(await verifyLog(file)).toEqual({ events: 2500, faultCount: 0, faults: [] })
    const database = new Database(file)
    const statements = database.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').pluck().all().sort()
    expect(statements).toEqual(epochSchemaStatements(EPOCH_SCHEMA_VERSION))
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    database.close()
  })

  test('counts streams, categories and types, and finds effects', async ({ file }) => {
    const into = await openSqliteImport(file)
    await into.add(history(1500))
    await into.finish()
    const store = await openSqliteStore(file, { mode: 'read' })
    const model = new LogModel(await allOf(store.readAll()))
    expect(await store.summary()).toEqual(model.summary())
    expect(await store.categories()).toEqual(model.categories())
    expect(await store.types()).toEqual(model.types())
    expect(await store.streams({ skip: 0, limit: 1000 })).toEqual(model.streams({ skip: 0, limit: 1000 }))
    for (const { id } of model.log.slice(0, 20)) expect(await store.effectsOf(id, 9)).toEqual(model.effectsOf(id, 9))
    const query = { fromUs: noon, toUs: noon + 1_400_000, buckets: 100 }
    expect(await store.histogram(query)).toEqual(model.histogram(query))
    await store.dispose()
  })

  test('gives it its name only at the end', async ({ file }) => {
    const into = await openSqliteImport(file)
    await into.add(events(3))
    expect(existsSync(file)).toBe(false)
    await into.finish()
    expect(existsSync(file)).toBe(true)
  })

  test('that was cut off is gone on with', async ({ folder, file }) => {
    const all = history(1000)
    createStore(unfinishedPath(file), readingIndexes)
    const cutOff = new ImportWriter(unfinishedPath(file), 'own')
    cutOff.add(all.slice(0, 600))
    cutOff.commit()
    cutOff.close()
    expect(existsSync(file)).toBe(false)
    const into = await openSqliteImport(file)
    expect(await into.add(all)).toEqual({ added: 400, known: 600, conflicts: [] })
    await into.finish()
    expect(readdirSync(folder)).toEqual(['store.db'])
    const store = await openSqliteStore(file, { mode: 'read' })
    const model = new LogModel(await allOf(store.readAll()))
    expect(model.log.map(asNew)).toEqual(all)
    for (const { id } of model.log.slice(590, 610)) expect(await store.effectsOf(id, 9)).toEqual(model.effectsOf(id, 9))
    await store.dispose()
  })

  test('keeps what was added when it is abandoned', async ({ folder, file }) => {
    const into = await openSqliteImport(file)
    await into.add(events(5))
    await into.abandon()
    await into.abandon()
    expect(readdirSync(folder)).toEqual(['store.db'])
    expect(await logOf(file)).toHaveLength(5)
  })

  test('leaves no file when it is abandoned before any event', async ({ folder, file }) => {
    const into = await openSqliteImport(file)
    await into.abandon()
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('an import into a store that is there', () => {
  test('adds only what is new, and says which ids belong to other events', async ({ file }) => {
    const all = history(300)
    const first = await openSqliteImport(file)
    await first.add(all.slice(0, 200))
    await first.finish()
    const changed = { ...anEvent(), id: all.map((event) => event.id)[0] ?? anEvent().id }
    const [moved] = all.slice(1, 2).map((event) => ({ ...event, stream: streamName('elsewhere') }))
    if (moved === undefined) throw new Error('no second event')
    const again = await openSqliteImport(file)
    expect(await again.add([...all, changed, moved])).toEqual({ added: 100, known: 200, conflicts: [changed, moved] })
    expect(await again.finish()).toBe(300)
    expect((await logOf(file)).map(asNew)).toEqual(all)
    expect(await verifyLog(file)).toMatchObject({ events: 300, faultCount: 0 })
  })

  test('knows an event that comes twice in one batch', async ({ file }) => {
    const into = await openSqliteImport(file)
    const event = anEvent()
    expect(await into.add([event, event])).toEqual({ added: 1, known: 1, conflicts: [] })
    await into.finish()
  })

  test('lets others append meanwhile, and loses nothing of either', async ({ file }) => {
    const store = await openSqliteStore(file, { mode: 'create' })
    await append(store, anEvent('order-1'))
    const into = await openSqliteImport(file)
    await Promise.all([
      (async () => {
        for (let i = 0; i < 10; i++) await into.add(events(50, `order-${i % 3}`))
      })(),
      (async () => {
        for (let i = 0; i < 10; i++) await append(store, ...events(2, `order-${i % 3}`))
      })(),
    ])
    expect(await into.finish()).toBe(521)
    const log = await allOf(store.readAll())
    expect(Map.groupBy(log, (event) => categoryOf(event.stream)).get('order')).toHaveLength(521)
    await store.dispose()
    expect(await verifyLog(file)).toMatchObject({ events: 521, faultCount: 0 })
  })

  test('writes nothing of a batch that has an event past the limit', async ({ file }) => {
    const nine = new EventBuilder()
      .stream('a')
      .type('Huge')
      .dataText(JSON.stringify({ text: 'x'.repeat(9 * 1024 * 1024) }))
      .build()
    const into = await openSqliteImport(file)
    await expect(into.add([anEvent(), { ...nine, metadata: nine.data }])).rejects.toMatchObject({
      code: 'event-too-large',
    })
    expect(await into.add([anEvent()])).toMatchObject({ added: 1 })
    expect(await into.finish()).toBe(1)
  })

  test('is refused once it has ended', async ({ file }) => {
    const into = await openSqliteImport(file)
    await into.add([anEvent()])
    await into.finish()
    await expect(into.add([anEvent()])).rejects.toMatchObject({ code: 'store-not-open' })
    await expect(into.finish()).rejects.toMatchObject({ code: 'store-not-open' })
    await into.abandon()
  })

  test('is refused where the store is another program’s', async ({ file }) => {
    new Database(file).exec('CREATE TABLE mine(x)').close()
    await expect(openSqliteImport(file)).rejects.toMatchObject({ code: 'store-unknown-schema' })
  })
})
