import type Database from 'better-sqlite3'
import type { JsonText } from '../../../core/json.ts'
import { linksOf } from '../../../core/metadata.ts'
import type { FindingList } from '../../../core/store-audit.ts'
import { linkKey } from '../event-id-blob.ts'
import type { LinkTable } from '../link-finder.ts'
import type { AuditContext, AuditSteps } from './audit-context.ts'
import type { LogTotals } from './check-log.ts'
import { placeAt } from './stored-event.ts'
import { outOfOrder } from './unreadable.ts'

/** How many entries are counted, or looked at, in one slice. */
const ENTRIES_AT_ONCE = 5_000

const keys = {
  causations: { key: 'cause', member: 'causationId' },
  correlations: { key: 'correlation', member: 'correlationId' },
} as const

type Entry = readonly [key: Buffer, position: number]

/**
 * Finds entries of the sorted tables of links that no event asks for. Those that events ask for were looked up, so where there are as many
 * entries, there are no others; else each is compared with its event.
 */
export function* checkEntries(context: AuditContext, { sortedLinks }: LogTotals): AuditSteps {
  const { database, findings, start } = context
  for (const table of ['causations', 'correlations'] as const) {
    const entries = new Entries(database, table)
    let [counted, done] = [0, 0]
    for (const [from, to] of entries.blocks()) {
      counted += entries.countUpTo(start.head, from, to)
      done += ENTRIES_AT_ONCE
      yield { what: table, done, total: sortedLinks[table] }
    }
    if (counted === sortedLinks[table]) continue
    for (const [from, to] of entries.blocks()) {
      entries.compare(from, to, findings)
      yield { what: table, done, total: done }
    }
  }
}

class Entries {
  readonly #database: Database.Database
  readonly #member: (typeof keys)[LinkTable]['member']
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(database: Database.Database, table: LinkTable) {
    this.#database = database
    this.#member = keys[table].member
    this.#statements = prepareStatements(database, table)
  }

  /** The whole table in parts, from one entry, exclusive, to another, inclusive. */
  *blocks(): Generator<readonly [from: Entry, to: Entry], void> {
    const last = this.#statements.last.get()
    let from: Entry = [Buffer.alloc(0), 0]
    while (last !== undefined) {
      const to = this.#statements.next.get(...from, ENTRIES_AT_ONCE - 1)
      yield [from, to ?? last]
      if (to === undefined) return
      if (!isAfter(from, to)) throw outOfOrder()
      from = to
    }
  }

  /** How many entries of a block are of events up to a head. */
  countUpTo(head: number, from: Entry, to: Entry): number {
    return this.#statements.count.get(...from, ...to, head) ?? 0
  }

  compare(from: Entry, to: Entry, findings: FindingList): void {
    const read = this.#database.transaction(() => {
      for (const [key, at] of this.#statements.entries.all(...from, ...to)) {
        const metadata = this.#statements.metadata.get(at)
        const named = metadata === undefined ? undefined : linksOf(metadata)[this.#member]
        if (named !== undefined && Buffer.isBuffer(key) && linkKey(named).equals(key)) continue
        if (metadata === undefined) findings.add('links', `an entry names an event at ${at}, where there is none`)
        else findings.add('links', `it is found by a ${this.#member} that its metadata does not name`, placeAt(at))
      }
    })
    read()
  }
}

function isAfter([key, at]: Entry, [nextKey, next]: Entry): boolean {
  if (!Buffer.isBuffer(nextKey)) return false
  const order = Buffer.compare(nextKey, key)
  return order > 0 || (order === 0 && next > at)
}

function prepareStatements(database: Database.Database, table: LinkTable) {
  const { key } = keys[table]
  const after = `(${key}, position) > (?, ?)`
  const within = `${after} AND (${key}, position) <= (?, ?)`
  return {
    last: database
      .prepare<[], Entry>(`SELECT ${key}, position FROM ${table} ORDER BY ${key} DESC, position DESC LIMIT 1`)
      .raw(),
    next: database
      .prepare<[Buffer, number, number], Entry>(
        `SELECT ${key}, position FROM ${table} WHERE ${after} ORDER BY ${key}, position LIMIT 1 OFFSET ?`,
      )
      .raw(),
    count: database
      .prepare<[Buffer, number, Buffer, number, number], number>(
        `SELECT count(*) FROM ${table} WHERE ${within} AND position <= ?`,
      )
      .pluck(),
    entries: database
      .prepare<[Buffer, number, Buffer, number], Entry>(`SELECT ${key}, position FROM ${table} WHERE ${within}`)
      .raw(),
    metadata: database
      .prepare<[number], JsonText>("SELECT coalesce(CAST(metadata AS TEXT), '') FROM events WHERE position = ?")
      .pluck(),
  }
}
