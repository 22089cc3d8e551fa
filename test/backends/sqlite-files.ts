import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { openSqliteStore, type SqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'

/** Lets Node keep what the threads' files compile to: each thread would compile them again, half the time of a test. */
function compileOnce(): void {
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'epoch-node-compile-cache')
}

/** A folder of its own for each test, deleted after it. */
export const fileTest = test.extend<{ folder: string; file: string }>({
  folder: async ({}, use) => {
    compileOnce()
    const folder = mkdtempSync(join(tmpdir(), 'epoch-sqlite-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },
  file: async ({ folder }, use) => {
    await use(join(folder, 'store.db'))
  },
})

/** Opens new stores, one file each, in a folder that is deleted after the tests of the file that calls it. */
export function newStores(): () => Promise<SqliteStore> {
  compileOnce()
  const folder = mkdtempSync(join(tmpdir(), 'epoch-sqlite-'))
  let opened = 0
  afterAll(() => rmSync(folder, { recursive: true }))
  return () => openSqliteStore(join(folder, `${opened++}.db`), { mode: 'create' })
}
