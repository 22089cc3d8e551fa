import type Database from 'better-sqlite3'
import type { FindingList } from '../../../core/store-audit.ts'
import { SEGMENT_EVENTS } from '../segment.ts'
import type { AuditStart, KeptCounts } from './audit-context.ts'
import { isDamage } from './unreadable.ts'

/**
 * Fixes where an audit ends and what the store had counted up to there, in one read transaction. What must hold between the head
 * and other tables at any one time is checked here too, since it moves with every append.
 */
export function readStart(database: Database.Database, schemaVersion: number, findings: FindingList): AuditStart {
  const read = database.transaction(() => {
    const known = readOr('where streams end', 0, findings, () =>
      numberOf(database, 'SELECT coalesce(max(last_position), 0) FROM streams'),
    )
    const head = readOr('where the log ends', Math.max(0, known), findings, () => headOf(database))
    if (known > head)
      findings.add('position', `the log ends at ${head}, and streams have events up to ${known}: its end is missing`)
    readOr('what is past the end of the log', undefined, findings, () => {
      checkOutside(database, head, findings)
      if (schemaVersion >= 2) checkReach(database, head, findings)
    })
    return {
      head,
      types: readOr('the table of types', undefined, findings, () => countsIn(database, 'types', '0')),
      categories: readOr('the table of categories', undefined, findings, () =>
        countsIn(database, 'categories', 'streams'),
      ),
    }
  })
  return read()
}

function headOf(database: Database.Database): number {
  return Math.max(
    0,
    numberOf(database, `SELECT coalesce(max(position), 0) FROM events WHERE position <= ${Number.MAX_SAFE_INTEGER}`),
  )
}

function checkOutside(database: Database.Database, head: number, findings: FindingList): void {
  const outside = numberOf(
    database,
    `SELECT (SELECT count(*) FROM events WHERE position < 1) +
       (SELECT count(*) FROM events WHERE position > ${Number.MAX_SAFE_INTEGER})`,
  )
  if (outside > 0) findings.add('position', `${outside} events stand where no position is: below 1 or past 2^53`)
  const seals = numberOf(database, `SELECT count(*) FROM seals WHERE position < 1 OR position > ${head}`)
  if (seals > 0) findings.add('seal', `${seals} seals are of events that the log does not have`)
}

function checkReach(database: Database.Database, head: number, findings: FindingList): void {
  for (const table of ['segment_columns', 'segment_counts']) {
    const past = numberOf(
      database,
      `SELECT count(*) FROM ${table} WHERE segment < 0 OR segment >= ${Math.floor(head / SEGMENT_EVENTS)}`,
    )
    if (past > 0) findings.add('segment', `${past} rows of ${table} are of segments that the log does not have`)
  }
  const ahead = database
    .prepare<[number], string>('SELECT name FROM search_indexes WHERE indexed_to > ?')
    .pluck()
    .all(head)
  for (const name of ahead)
    findings.add('index', `the search index ${name} says that it knows events past the log's end`)
}

function readOr<Value, Fallback>(
  what: string,
  fallback: Fallback,
  findings: FindingList,
  read: () => Value,
): Value | Fallback {
  try {
    return read()
  } catch (error) {
    if (!isDamage(error)) throw error
    findings.add('unreadable', `${what} cannot be read`)
    return fallback
  }
}

/** Values that are damaged are none of what they should be. */
function countsIn(database: Database.Database, table: string, streams: string): ReadonlyMap<number, KeptCounts> {
  const rows = database
    .prepare<[], [id: number, name: string, events: number, streams: number]>(
      `SELECT id, coalesce(CAST(name AS TEXT), ''), coalesce(CAST(events AS INTEGER), -1),
         coalesce(CAST(${streams} AS INTEGER), -1) FROM ${table}`,
    )
    .raw()
    .all()
  return new Map(rows.map(([id, name, events, streams]) => [id, { name, events, streams }]))
}

function numberOf(database: Database.Database, sql: string): number {
  return database.prepare<[], number>(sql).pluck().get() ?? 0
}
