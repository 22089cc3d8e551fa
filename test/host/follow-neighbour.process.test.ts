import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { fileTest } from '../backends/sqlite-files.ts'
import { followNeighbour, type NeighbourReport } from './follow-neighbour.ts'

const MOST_WAL_BYTES = 16 * 1024 * 1024

/** A store without events, closed. */
const test = fileTest.extend<{ path: string }>({
  path: async ({ file }, use) => {
    const store = await openSqliteStore(file, { mode: 'create' })
    await store.dispose()
    await use(file)
  },
})

function checkNeighbour({ appended, delivered, busy, largestWalBytes, noticeP95Ms }: NeighbourReport): void {
  expect(delivered).toEqual(Array.from({ length: appended }, (_, n) => n))
  expect(busy, 'how often the writer found the store busy').toBe(0)
  expect(largestWalBytes, 'bytes of its write-ahead log').toBeLessThanOrEqual(MOST_WAL_BYTES)
  expect(noticeP95Ms, 'milliseconds until a commit is seen').toBeLessThan(2000)
}

test('a process that writes 2,000 events a second is followed without loss, and not disturbed', async ({ path }) => {
  const report = await followNeighbour({ path, perSecond: 2000, seconds: 4 })
  checkNeighbour(report)
  expect(report.appended).toBeGreaterThan(1000)
})

test('the check of a neighbour notices a reader that holds a transaction open', async ({ path }) => {
  const hold = (): (() => void) => {
    const database = new Database(path, { readonly: true })
    const rows = database.prepare('SELECT position FROM events').iterate()
    rows.next()
    return () => {
      rows.return?.()
      database.close()
    }
  }
  const report = await followNeighbour({ path, perSecond: 4000, seconds: 60, mostEvents: 8000, disturb: hold })
  expect(() => checkNeighbour(report)).toThrow(/bytes of its write-ahead log/)
})

test('the check of a neighbour notices another writer that keeps the store locked', async ({ path }) => {
  const lock = (): (() => void) => {
    const database = new Database(path, { timeout: 5000 })
    database.exec('BEGIN IMMEDIATE')
    return () => database.close()
  }
  const report = await followNeighbour({ path, perSecond: 500, seconds: 1, disturb: lock })
  expect(() => checkNeighbour(report)).toThrow(/found the store busy/)
})
