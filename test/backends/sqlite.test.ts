import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { describeEventStoreBackend } from './describe-event-store-backend.ts'
import { describeLogIndex } from './describe-log-index.ts'
import { compileOnce } from './sqlite-files.ts'

compileOnce()
const folder = mkdtempSync(join(tmpdir(), 'epoch-sqlite-'))
let opened = 0

afterAll(() => rmSync(folder, { recursive: true }))

function openNew() {
  return openSqliteStore(join(folder, `${opened++}.db`), { mode: 'create' })
}

describeEventStoreBackend('the SQLite store', openNew)

describeLogIndex('the SQLite store as a log index', async () => {
  const store = await openNew()
  return { store, index: store }
})
