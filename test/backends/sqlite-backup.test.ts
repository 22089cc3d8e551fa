import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { backupStore } from '../../src/backends/sqlite/backup.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import type { Event } from '../../src/core/event.ts'
import { fileTest } from './sqlite-files.ts'
import { history } from './sqlite-history.ts'
import { allOf, anEvent } from './store-test.ts'

/** `writer` has `file` open, with 5,000 events, some of them only in its write-ahead log. */
const test = fileTest.extend<{ writer: LogWriter; copy: string }>({
  writer: async ({ file }, use) => {
    createStore(file)
    const writer = new LogWriter(file)
    writer.append(
      history(5000).map((event) => ({ stream: event.stream, events: [event], expectedVersion: 'any' as const })),
    )
    await use(writer)
    writer.close()
  },
  copy: async ({ folder }, use) => use(`${folder}/copy.db`),
})

function append(writer: LogWriter, event = anEvent()): void {
  const [outcome] = writer.append([{ stream: event.stream, events: [event], expectedVersion: 'any' }])
  expect(outcome?.kind).toBe('appended')
}

async function logOf(file: string): Promise<Event[]> {
  const store = await openSqliteStore(file, { mode: 'read' })
  try {
    return await allOf(store.readAll())
  } finally {
    await store.dispose()
  }
}

describe('backing up a store', () => {
  test('copies every event of one that is open, and nothing else is left', async ({ file, copy, folder, writer }) => {
    const seen: string[] = []
    const backup = await backupStore(file, copy, { onProgress: ({ what }) => seen.push(what) })
    expect(backup).toEqual({ head: 5000, bytes: statSync(copy).size })
    expect([...new Set(seen)]).toEqual(['copying', 'verifying'])
    expect(readdirSync(folder).filter((name) => name.includes('copy'))).toEqual(['copy.db'])
    append(writer)
    expect(await logOf(copy)).toEqual((await logOf(file)).slice(0, 5000))
    expect((await auditStore(copy)).counts.filter(({ severity }) => severity === 'damage')).toEqual([])
  })

  test('comes to an end while another program writes all the time', async ({ file, copy, writer }) => {
    const backup = await backupStore(file, copy, { onProgress: () => append(writer) })
    expect(backup.head).toBeGreaterThan(5000)
    const log = await logOf(copy)
    expect(log).toEqual((await logOf(file)).slice(0, backup.head))
    append(writer)
    expect((await logOf(file)).length).toBeGreaterThan(log.length)
  })

  test('copies an empty store', async ({ file, copy }) => {
    createStore(file)
    expect(await backupStore(file, copy)).toMatchObject({ head: 0 })
    expect(await logOf(copy)).toEqual([])
  })

  test('never writes over a file', async ({ file, copy, writer }) => {
    append(writer)
    writeFileSync(copy, 'mine')
    await expect(backupStore(file, copy)).rejects.toMatchObject({ code: 'file-exists' })
    expect(readFileSync(copy, 'utf8')).toBe('mine')
  })

  test('leaves a file alone that comes to be while it copies', async ({ file, copy, folder, writer }) => {
    append(writer)
    const backup = backupStore(file, copy, { onProgress: () => writeFileSync(copy, 'mine') })
    await expect(backup).rejects.toMatchObject({ code: 'file-exists' })
    expect(readFileSync(copy, 'utf8')).toBe('mine')
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  })

  test('ends with the reason of its signal and leaves nothing behind', async ({ file, copy, folder, writer }) => {
    append(writer)
    const abort = new AbortController()
    const reason = new Error('enough')
    const backup = backupStore(file, copy, { signal: abort.signal, onProgress: () => abort.abort(reason) })
    await expect(backup).rejects.toBe(reason)
    expect(existsSync(copy)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  })

  test('keeps from others what they may not read in the store', async ({ file, copy, writer }) => {
    append(writer)
    chmodSync(file, 0o600)
    await backupStore(file, copy)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
  })

  test('refuses what is no store, and a folder that is not there', async ({ file, copy, folder, writer }) => {
    append(writer)
    await expect(backupStore(`${folder}/none.db`, copy)).rejects.toMatchObject({ code: 'store-not-found' })
    await expect(backupStore(file, `${folder}/none/copy.db`)).rejects.toMatchObject({ code: 'store-not-found' })
    writeFileSync(`${folder}/text.db`, 'no database\n')
    await expect(backupStore(`${folder}/text.db`, copy)).rejects.toMatchObject({ code: 'store-not-sqlite' })
  })

  test('says so where the store is damaged, and keeps no damaged copy', async ({ file, copy, writer }) => {
    writer.close()
    const bytes = readFileSync(file)
    bytes.fill(0xff, 40_960, 45_056)
    writeFileSync(file, bytes)
    await expect(backupStore(file, copy)).rejects.toMatchObject({ code: 'store-corrupt' })
    expect(existsSync(copy)).toBe(false)
  })
})
