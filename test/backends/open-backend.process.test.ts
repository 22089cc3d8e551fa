import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { emmettStoreOf, filesIn, openForTest, openHere, temporaryFolder } from './foreign-emmett-store.ts'
import { anEvent } from './store-test.ts'
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
    const { store, index, kind, recognisedBy, refresh } = await openForTest(path)
    expect([kind, recognisedBy]).toEqual(['Epoch', "its schema is Epoch's, version 2"])
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
    const { store, index, recognisedBy } = await openForTest(path)
    expect(recognisedBy).toBe("its schema is Epoch's, version 1")
    expect(store.capabilities).toMatchObject({ append: false, whyNoAppend: expect.stringContaining('epoch upgrade') })
    await expect(store.storeEvent(anEvent())).rejects.toMatchObject({ code: 'store-read-only' })
    expect((await index.summary()).events).toBe(1)
  })

  test('of a newer Epoch is opened for reading, and says so', async () => {
    const path = changedStore('CREATE TABLE marvels(a TEXT) STRICT', 'PRAGMA user_version = 99')
    const { store, recognisedBy } = await openForTest(path)
    expect(recognisedBy).toContain('newer')
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
    expect((await openForTest(emmettStoreOf({}))).kind).toBe('Emmett (SQLite)')
  })

  test('of an unknown kind is refused with its tables and what Epoch opens', async () => {
    const path = join(temporaryFolder(), 'notes.db')
    const database = new Database(path)
    database.exec('CREATE TABLE notes(a); CREATE TABLE "bells\u0007"(b)')
    database.close()
    await expect(openHere(path)).rejects.toMatchObject({
      code: 'store-unknown-schema',
      message: expect.stringMatching(/its tables are notes, bells\\u\{7\}.*Epoch opens: Epoch, Emmett \(SQLite\)/),
      details: { tables: ['notes', 'bells\\u{7}'], kinds: ['Epoch', 'Emmett (SQLite)'] },
    })
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
