import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { foreignKinds } from '../../src/backends/foreign/kinds/foreign-kinds.ts'
import { openBackend, outlineFile, previewMappingOf } from '../../src/backends/open-backend.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import type { StoreMapping } from '../../src/core/store-mapping.ts'
import { emmettStoreOf, filesIn, openForTest, openHere } from './foreign-emmett-store.ts'
import { allOf, anEvent } from './store-test.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { copyAsVersionOne } from './version-one-store.ts'

let ownFile: Buffer

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-test-'))
  const path = join(folder, 'own.db')
  const store = await openSqliteStore(path, { mode: 'create' })
  await store.storeEvent(anEvent())
  await store.dispose()
  ownFile = readFileSync(path)
  rmSync(folder, { recursive: true })
})

/** A store of Epoch's own with one event. */
function ownStore(): string {
  const path = join(temporaryFolder(), 'own.db')
  writeFileSync(path, ownFile)
  return path
}

/** An own store that somebody has changed. */
function changedStore(...statements: readonly string[]): string {
  const path = ownStore()
  const database = new Database(path)
  for (const statement of statements) database.exec(statement)
  database.close()
  return path
}

describe("a store of Epoch's own", () => {
  test('is opened as such, for reading and writing, with its own index', async () => {
    const path = ownStore()
    const { store, index, recognised, surroundings, indexed, refresh } = await openForTest(path)
    const reasons = ["its schema is Epoch's, version 2"]
    expect(recognised).toEqual({ kind: 'Epoch', sureness: 'certain', reasons, notes: [] })
    expect(surroundings).toBeUndefined()
    await indexed
    expect(store.capabilities.append).toBe(true)
    expect((await index.summary()).events).toBe(1)
    await store.storeEvent(anEvent())
    expect(await refresh()).toBe(2)
    await store.dispose()
    expect(filesIn(join(path, '..'))).toEqual(['own.db'])
  })

  test('is opened while another process has it open', async () => {
    const path = ownStore()
    const other = await openSqliteStore(path, { mode: 'write' })
    onTestFinished(() => other.dispose())
    await other.storeEvent(anEvent())
    const { store, refresh } = await openForTest(path)
    expect(await store.head()).toBe(2)
    await other.storeEvent(anEvent())
    expect(await refresh()).toBe(3)
  })

  test('of the first version is opened for reading, and says how to bring it up', async () => {
    const path = join(temporaryFolder(), 'old.db')
    copyAsVersionOne(ownStore(), path)
    const { store, index, recognised } = await openForTest(path)
    expect(recognised.reasons).toEqual(["its schema is Epoch's, version 1"])
    expect(store.capabilities).toMatchObject({ append: false, whyNoAppend: expect.stringContaining('epoch upgrade') })
    await expect(store.storeEvent(anEvent())).rejects.toMatchObject({ code: 'store-read-only' })
    expect((await index.summary()).events).toBe(1)
  })

  test('of a newer Epoch is opened for reading, and says so', async () => {
    const path = changedStore('CREATE TABLE marvels(a TEXT) STRICT', 'PRAGMA user_version = 99')
    const { store, recognised } = await openForTest(path)
    expect(recognised.reasons.join()).toContain('newer')
    expect(store.capabilities.append).toBe(false)
    expect(await store.head()).toBe(1)
  })

  const changes = {
    'a table more': ['CREATE TABLE more(a)'],
    'a trigger': ['CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM events; END'],
    'an index less': ['DROP INDEX events_by_id'],
    'a view for a table': ['DROP TABLE seals', 'CREATE VIEW seals AS SELECT 1 AS position, 2 AS seal'],
    'version 0': ['PRAGMA user_version = 0'],
    'tables of both versions': ['PRAGMA user_version = 1'],
    'another index of words': ['DROP TABLE words', 'CREATE VIRTUAL TABLE words USING fts5(data)'],
    'a newer version and another index of words': [
      'DROP TABLE words',
      'CREATE VIRTUAL TABLE words USING fts5(data)',
      'PRAGMA user_version = 99',
    ],
    'a newer version and a view': ['CREATE VIEW v AS SELECT 1', 'PRAGMA user_version = 99'],
    'a newer version and a virtual table': ['CREATE VIRTUAL TABLE v USING fts5(a)', 'PRAGMA user_version = 99'],
    'a newer version and a computed column': ['CREATE TABLE c(a, b AS (a + 1))', 'PRAGMA user_version = 99'],
  }
  for (const [what, statements] of Object.entries(changes))
    test(`with ${what} is refused`, async () => {
      await expect(openHere(changedStore(...statements))).rejects.toMatchObject({
        code: 'store-unknown-schema',
        message: expect.stringContaining('it says that Epoch made it'),
      })
    })
})

describe('any other file', () => {
  test('is a foreign store where its tables are those of a known kind', async () => {
    expect((await openForTest(emmettStoreOf({}))).recognised.kind).toBe('Emmett (SQLite)')
  })

  test('of an unknown kind is refused with its tables and what Epoch opens', async () => {
    const path = join(temporaryFolder(), 'notes.db')
    const database = new Database(path)
    database.exec('CREATE TABLE notes(a); CREATE TABLE "bells\u0007"(b)')
    database.close()
    await expect(openHere(path)).rejects.toMatchObject({
      code: 'store-unknown-schema',
      message: expect.stringMatching(
        /its tables are notes, bells\\u\{7\}.*epoch map.*Epoch opens Epoch, Emmett \(SQLite\)/,
      ),
      details: { tables: ['notes', 'bells\\u{7}'], kinds: ['Epoch', ...foreignKinds.map((kind) => kind.name)] },
    })
  })

  test('of an unknown kind is told of for a mapping, by which it is then opened', async () => {
    const path = join(temporaryFolder(), 'home-made.db')
    const database = new Database(path)
    database.exec(`CREATE TABLE diary(owner TEXT, what TEXT, body TEXT);
      INSERT INTO diary VALUES ('ann', 'Woke', '{"at":7}'), ('bob', 'Slept', 'well'), ('ann', 'Ate', '{}')`)
    database.close()
    const { tables } = await outlineFile(path, { startProcess: startChildProcess })
    expect(tables.map(({ name, columns }) => [name, columns.length])).toEqual([['diary', 3]])
    const columns = { stream: ['owner'], type: 'what', data: 'body' }
    const mapping: StoreMapping = { table: 'diary', columns, payload: 'auto' }
    const preview = await previewMappingOf(path, mapping, { startProcess: startChildProcess })
    expect(preview.events.map(({ stream, version, type }) => [stream, version, type])).toEqual([
      ['ann', 1, 'Woke'],
      ['bob', 1, 'Slept'],
      ['ann', 2, 'Ate'],
    ])
    const mappings = [mapping]
    const { store, recognised, index, indexed } = await openBackend(path, { startProcess: startChildProcess, mappings })
    onTestFinished(() => store.dispose())
    expect(recognised.sureness).toBe('mapped')
    expect((await allOf(store.readAll())).map(({ data }) => data)).toEqual(['{"at":7}', '{"$text":"well"}', '{}'])
    await indexed
    expect(await index.summary()).toEqual({ head: 3, events: 3, streams: 2 })
  })

  test('of a known kind is told of as well, and a mapping that does not fit is refused', async () => {
    const path = emmettStoreOf({})
    const { tables, nearest } = await outlineFile(path, { startProcess: startChildProcess })
    expect(tables.map(({ name }) => name)).toContain('emt_messages')
    expect(nearest).toBe('')
    const mapping = { table: 'none', columns: { stream: ['a'], type: 'b', data: 'c' }, payload: 'auto' } as const
    const preview = previewMappingOf(path, mapping, { startProcess: startChildProcess })
    await expect(preview).rejects.toMatchObject({ code: 'invalid-mapping' })
  })

  test('says what stands beside the log', async () => {
    const path = emmettStoreOf({}, {}, {})
    const database = new Database(path)
    database.exec(`INSERT INTO emt_processors(processor_id, partition, status, last_processed_checkpoint)
      VALUES ('mailer', 'p', 'running', '2')`)
    database.close()
    const { surroundings } = await openForTest(path)
    expect(await surroundings?.checkpoints()).toMatchObject([{ name: 'mailer', position: 2, lag: 1 }])
    expect(await surroundings?.sideTables()).toEqual([{ name: 'emt_projections', holds: 'projections', rows: 0 }])
    expect(await surroundings?.sideRows('emt_projections', 0, 10)).toMatchObject({ rows: [], total: 0 })
    await expect(surroundings?.sideRows('emt_messages', 0, 10)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('that cannot be a store is refused with its own code', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'text'), 'not a database, but long enough to be one'.repeat(100))
    await expect(openHere(join(folder, 'text'))).rejects.toMatchObject({ code: 'store-not-sqlite' })
    await expect(openHere(join(folder, 'none'))).rejects.toMatchObject({ code: 'store-not-found' })
    await expect(openHere(folder)).rejects.toMatchObject({ code: 'store-not-a-file' })
  })

  test('closed again refuses every call', async () => {
    const { store, index, refresh } = await openForTest(emmettStoreOf({}))
    await store.dispose()
    await store.dispose()
    const closed = { code: 'store-not-open' }
    await expect(store.head()).rejects.toMatchObject(closed)
    await expect(store.readAll()[Symbol.asyncIterator]().next()).rejects.toMatchObject(closed)
    await expect(store.subscribe()[Symbol.asyncIterator]().next()).rejects.toMatchObject(closed)
    await expect(index.summary()).rejects.toMatchObject(closed)
    await expect(refresh()).rejects.toMatchObject(closed)
  })
})
