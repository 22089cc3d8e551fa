import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { EventInserter } from '../../src/backends/sqlite/event-inserter.ts'
import { openForWriting } from '../../src/backends/sqlite/open-database.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'

/** What the writing process says in its last line. */
export interface WriterReport {
  readonly appended: number
  /** How often SQLite said that the store was busy; there is no timeout to hide it. */
  readonly busy: number
  readonly largestWalBytes: number
  readonly slowestCommitMs: number
  readonly eventsPerCommit: number
  /** When each commit was done, in microseconds since 1970. */
  readonly committedUs: readonly number[]
}

const EVENTS_PER_COMMIT = 4

/**
 * Writes to the store at its first argument so many events a second for so many seconds, or until there are so many, a few in a commit. Each
 * event's data has its number and the moment when its commit began. What became of it is a line of output; it closes when its input ends.
 */
const [path = '', perSecond = '2000', seconds = '3', most = 'Infinity'] = process.argv.slice(2)
const database = openForWriting(path, 'FULL')
database.pragma('busy_timeout = 0')
const inserter = new EventInserter(database)
let appended = 0
let busy = 0
let largestWalBytes = 0
let slowestCommitMs = 0
const committedUs: number[] = []

function commit(): void {
  const began = performance.now()
  try {
    database.exec('BEGIN IMMEDIATE')
    inserter.begin()
    for (let i = 0; i < EVENTS_PER_COMMIT; i++) inserter.insert(numbered(appended + i))
    inserter.end()
    database.exec('COMMIT')
    appended += EVENTS_PER_COMMIT
    committedUs.push(nowUs())
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
    busy++
    if (database.inTransaction) database.exec('ROLLBACK')
    inserter.forget()
  }
  slowestCommitMs = Math.max(slowestCommitMs, performance.now() - began)
  largestWalBytes = Math.max(largestWalBytes, statSync(`${path}-wal`).size)
}

function nowUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000)
}

function numbered(n: number) {
  return new EventBuilder()
    .stream(`order-${n % 97}`)
    .type(n % 3 === 0 ? 'OrderPlaced' : 'OrderPaid')
    .createdAtUs(nowUs())
    .data({ n, beganUs: nowUs(), note: 'as it is in most orders, which say a little about themselves'.repeat(3) })
    .build()
}

const began = performance.now()
for (;;) {
  const elapsedS = (performance.now() - began) / 1000
  if (elapsedS >= Number(seconds) || appended >= Number(most)) break
  if (appended < elapsedS * Number(perSecond)) commit()
  else await new Promise((resolve) => setTimeout(resolve, 1))
}
const report: WriterReport = {
  appended,
  busy,
  largestWalBytes,
  slowestCommitMs,
  eventsPerCommit: EVENTS_PER_COMMIT,
  committedUs,
}
console.log(JSON.stringify(report))
for await (const _ of process.stdin);
database.close()
