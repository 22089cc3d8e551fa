import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { AuditFinding, StoreAudit } from '../../src/core/store-audit.ts'
import { fileTest } from './sqlite-files.ts'
import { events, noon } from './store-test.ts'

export const found = new EventBuilder()
  .id('found')
  .stream('order-2')
  .type('Found')
  .createdAtUs(noon + 2_000_000_000)
  .data('find me')
  .build()

export const caused = new EventBuilder()
  .stream('order-2')
  .type('Caused')
  .createdAtUs(noon + 2_000_000_001)
  .data(1)
  .causedBy(found)
  .build()

interface Fixture {
  /**
   * A file with 2,500 events: order-1 has all but 1234, with data "find me", and 1235, which it caused, of order-2.
   */
  readonly log: string
  readonly change: (sql: string, ...binds: unknown[]) => void
}

export const auditTest = fileTest.extend<Fixture>({
  log: async ({ file }, use) => {
    createStore(file)
    const writer = new LogWriter(file)
    const late = events(1265).map((event) => ({ ...event, createdAtUs: event.createdAtUs + 3_000_000_000 }))
    for (const batch of [events(1233), [found, caused], late]) write(writer, batch)
    writer.close()
    await use(file)
  },
  change: async ({ log }, use) => {
    const database = new Database(log)
    await use((sql, ...binds) => {
      database.prepare(sql).run(...binds)
    })
    database.close()
  },
})

export function write(writer: LogWriter, batch: readonly NewEvent[]): void {
  const [first] = batch
  if (first === undefined) return
  const outcomes = writer.append([{ stream: first.stream, events: batch, expectedVersion: 'any' }])
  expect(outcomes).toMatchObject([{ kind: 'appended' }])
}

/** What was found, shortly, without SQLite's own findings. */
export function told({ findings }: StoreAudit): string[] {
  return findings.filter(({ kind }) => kind !== 'file').map(({ kind, position }) => `${kind} ${position ?? '-'}`)
}

export async function findingOf(log: string, kind: AuditFinding['kind']): Promise<AuditFinding | undefined> {
  return (await auditStore(log)).findings.find((finding) => finding.kind === kind)
}
