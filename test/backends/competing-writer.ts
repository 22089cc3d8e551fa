import Database from 'better-sqlite3'
import { EventInserter } from '../../src/backends/sqlite/event-inserter.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { EpochError } from '../../src/core/errors.ts'
import { streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'

/** `any` and `exact` say what each append expects; `carefree` writes without waiting for anybody else's lock. */
export type Manner = 'any' | 'exact' | 'carefree'

export interface CompetitorReport {
  readonly ids: readonly string[]
  /** Appends that were made again because another one had come first. */
  readonly conflicts: number
  /** How often what else was thrown, by code. */
  readonly failures: Readonly<Record<string, number>>
  readonly p99Ms: number
}

const APPENDERS = 50
const STREAMS = 20

const [path = '', manner = 'any', count = '100'] = process.argv.slice(2)
const ids: string[] = []
const tookMs: number[] = []
const failures: Record<string, number> = {}
let conflicts = 0

function nextEvent(n: number) {
  return new EventBuilder()
    .stream(`account-${n % STREAMS}`)
    .type('MoneyMoved')
    .data({ n })
    .build()
}

function failed(code: string): void {
  failures[code] = (failures[code] ?? 0) + 1
}

async function compete(): Promise<void> {
  const store = await openSqliteStore(path, { mode: 'write' })
  let next = 0
  const versions = new Map<string, number>()
  async function appendOne(n: number): Promise<void> {
    const event = nextEvent(n)
    const began = performance.now()
    for (;;) {
      try {
        const expectedVersion = manner === 'exact' ? (versions.get(event.stream) ?? 0) : 'any'
        const { version } = await store.storeEvents(streamName(event.stream), [event], { expectedVersion })
        versions.set(event.stream, version)
        ids.push(event.id)
        break
      } catch (error) {
        if (!(error instanceof EpochError)) throw error
        if (error.code !== 'wrong-expected-version') return failed(error.code)
        conflicts++
        versions.set(event.stream, Number(error.details['actual']))
      }
    }
    tookMs.push(performance.now() - began)
  }
  const appenders = Array.from({ length: APPENDERS }, async () => {
    while (next < Number(count)) await appendOne(next++)
  })
  await Promise.all(appenders)
  await store.dispose()
}

function writeCarefree(): void {
  const database = new Database(path, { timeout: 0 })
  const inserter = new EventInserter(database)
  for (let n = 0; n < Number(count); n++) {
    const event = nextEvent(n)
    try {
      database.exec('BEGIN')
      inserter.begin()
      inserter.insert(event)
      inserter.end()
      database.exec('COMMIT')
      ids.push(event.id)
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error
      failed(error.code)
      if (database.inTransaction) database.exec('ROLLBACK')
      inserter.forget()
    }
  }
  database.close()
}

if (manner === 'carefree') writeCarefree()
else await compete()
tookMs.sort((a, b) => a - b)
const report: CompetitorReport = { ids, conflicts, failures, p99Ms: tookMs[Math.floor(tookMs.length * 0.99)] ?? 0 }
console.log(JSON.stringify(report))
