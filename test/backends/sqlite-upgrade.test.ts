import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { EPOCH_SCHEMA_VERSION, epochSchemaStatements } from '../../src/backends/sqlite/epoch-schema.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { upgradeStore } from '../../src/backends/sqlite/store-upgrade.ts'
import type { Event } from '../../src/core/event.ts'
import { segmentRowsOf } from './segment-rows-of.ts'
import { fileTest } from './sqlite-files.ts'
import { history } from './sqlite-history.ts'
import { allOf, anEvent, append, asNew } from './store-test.ts'
import { verifyLog } from './verify-log.ts'
import { copyAsVersionOne } from './version-one-store.ts'

const COUNT = 2345

/** `file` is a store of version 1, `newer` one of this version with the same history. */
const test = fileTest.extend<{ newer: string; old: string }>({
  newer: async ({ folder }, use) => {
    const newer = `${folder}/newer.db`
    const into = await openSqliteImport(newer)
    await into.add(history(COUNT))
    await into.finish()
    await use(newer)
  },
  old: async ({ file, newer }, use) => {
    copyAsVersionOne(newer, file)
    await use(file)
  },
})

async function logOf(path: string): Promise<Event[]> {
  const store = await openSqliteStore(path, { mode: 'read' })
  const log = await allOf(store.readAll())
  await store.dispose()
  return log
}

function query<Row>(path: string, sql: string): Row[] {
  const database = new Database(path, { readonly: true })
  try {
    return database.prepare<[], Row>(sql).pluck().all()
  } finally {
    database.close()
  }
}

describe('a store of the first version', () => {
  test('is read, takes no events and says what to do', async ({ old, newer }) => {
    const store = await openSqliteStore(old, { mode: 'write' })
    expect(store.capabilities).toMatchObject({ append: false, whyNoAppend: expect.stringContaining('epoch upgrade') })
    await expect(store.storeEvent(anEvent())).rejects.toMatchObject({ code: 'store-read-only' })
    await store.dispose()
    await expect(openSqliteImport(old)).rejects.toMatchObject({
      code: 'store-read-only',
      message: expect.stringContaining('epoch upgrade'),
    })
    expect(await logOf(old)).toEqual(await logOf(newer))
    expect(query(old, 'PRAGMA user_version')).toEqual([1])
  })

  test('is brought up to what a new store with its history is, and then takes events', async ({ old, newer }) => {
    const log = await logOf(old)
    const before = segmentRowsOf(newer)
    expect(await upgradeStore(old)).toEqual({ from: 1, to: EPOCH_SCHEMA_VERSION, backup: `${old}.v1.backup` })
    expect(query<string>(old, 'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').sort()).toEqual(
      epochSchemaStatements(EPOCH_SCHEMA_VERSION),
    )
    expect(query(old, 'PRAGMA integrity_check')).toEqual(['ok'])
    expect(segmentRowsOf(old)).toEqual(before)
    expect(await logOf(old)).toEqual(log)
    expect(await verifyLog(old)).toEqual({ events: COUNT, faultCount: 0, faults: [] })
    const store = await openSqliteStore(old, { mode: 'write' })
    const more = history(COUNT + 900).slice(COUNT)
    await Promise.all(more.map((event) => append(store, event)))
    await store.dispose()
    expect((await logOf(old)).slice(COUNT).map(asNew)).toEqual(more)
    expect(await verifyLog(old)).toMatchObject({ events: COUNT + 900, faultCount: 0 })
  })

  test('is kept beside it as it was, and never over another file', async ({ old, folder }) => {
    const log = await logOf(old)
    writeFileSync(`${old}.v1.backup`, 'mine')
    expect(await upgradeStore(old)).toMatchObject({ backup: `${old}.v1.backup.2` })
    expect(readFileSync(`${old}.v1.backup`, 'utf8')).toBe('mine')
    expect(query(`${old}.v1.backup.2`, 'PRAGMA user_version')).toEqual([1])
    expect(await logOf(`${old}.v1.backup.2`)).toEqual(log)
    expect(
      readdirSync(folder)
        .filter((name) => name.startsWith('store.db'))
        .sort(),
    ).toEqual(['store.db', 'store.db.v1.backup', 'store.db.v1.backup.2'])
  })

  test('is brought up once: the second time there is nothing to do', async ({ old, folder }) => {
    await upgradeStore(old)
    const files = readdirSync(folder)
    const bytes = readFileSync(old)
    expect(await upgradeStore(old)).toEqual({ from: EPOCH_SCHEMA_VERSION, to: EPOCH_SCHEMA_VERSION })
    expect(readdirSync(folder)).toEqual(files)
    expect(readFileSync(old).equals(bytes)).toBe(true)
  })

  for (const step of ['copying', 'upgrading'] as const)
    test(`is as it was after an interruption while ${step}, with no file beside it`, async ({ old, folder }) => {
      const log = await logOf(old)
      const files = readdirSync(folder)
      const abort = new AbortController()
      const upgrade = upgradeStore(old, {
        signal: abort.signal,
        onProgress: ({ what }) => {
          if (what === step) abort.abort(new Error('enough'))
        },
      })
      await expect(upgrade).rejects.toThrow('enough')
      expect(readdirSync(folder)).toEqual(files)
      expect(query(old, 'PRAGMA user_version')).toEqual([1])
      expect(await logOf(old)).toEqual(log)
      expect(await upgradeStore(old)).toMatchObject({ from: 1 })
    })

  test.for([
    'UPDATE types SET events = events + 1 WHERE id = 2',
    'UPDATE categories SET events = 0 WHERE id = 1',
    'DELETE FROM events WHERE position = 1500',
  ])('whose counts do not fit is left as it is: %s', async (damage, { old, folder }) => {
    const database = new Database(old)
    database.exec(damage)
    database.close()
    const files = readdirSync(folder)
    await expect(upgradeStore(old)).rejects.toMatchObject({ code: 'store-corrupt' })
    expect(readdirSync(folder)).toEqual(files)
    expect(query(old, 'PRAGMA user_version')).toEqual([1])
  })

  test('without events, or with fewer than a segment has, is brought up as well', async ({ folder }) => {
    for (const count of [0, 1, 999, 1000]) {
      const [from, to] = [`${folder}/${count}.db`, `${folder}/old-${count}.db`]
      createStore(from)
      const into = await openSqliteImport(from)
      await into.add(history(count))
      await into.finish()
      copyAsVersionOne(from, to)
      await upgradeStore(to)
      expect(segmentRowsOf(to)).toEqual(segmentRowsOf(from))
      expect(await verifyLog(to)).toMatchObject({ events: count, faultCount: 0 })
    }
  })
})

test('what is no store of Epoch, or one of a newer, is not upgraded', async ({ file, newer }) => {
  new Database(file).exec('CREATE TABLE mine(x)').close()
  await expect(upgradeStore(file)).rejects.toMatchObject({ code: 'store-unknown-schema' })
  const database = new Database(newer)
  database.pragma('user_version = 99')
  database.close()
  await expect(upgradeStore(newer)).rejects.toMatchObject({ code: 'store-too-new' })
})
