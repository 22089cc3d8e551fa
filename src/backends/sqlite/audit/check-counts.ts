import type Database from 'better-sqlite3'
import type { AuditContext, AuditSteps, KeptCounts } from './audit-context.ts'
import type { LogTotals } from './check-log.ts'

/** Compares what the store counted when the audit began with the events up to its head then. */
export function* checkCounts({ database, findings, start }: AuditContext, totals: LogTotals): AuditSteps {
  const { types, categories } = start
  if (types !== undefined) {
    for (const said of namesNotFound(database, 'types', types)) findings.add('index', said)
    for (const said of compare('type', types, 'events', totals.eventsByType)) findings.add('counts', said)
  }
  yield { what: 'counts', done: 1, total: 2 }
  if (categories === undefined) return
  for (const said of namesNotFound(database, 'categories', categories)) findings.add('index', said)
  for (const counted of ['events', 'streams'] as const) {
    const found = counted === 'events' ? totals.eventsByCategory : totals.streamsByCategory
    for (const said of compare('category', categories, counted, found)) findings.add('counts', said)
  }
}

function* compare(
  what: 'type' | 'category',
  kept: ReadonlyMap<number, KeptCounts>,
  of: 'events' | 'streams',
  found: ReadonlyMap<number, number>,
): Generator<string, void> {
  for (const [id, counts] of kept) {
    const count = found.get(id) ?? 0
    if (counts[of] !== count)
      yield `the ${what} ${JSON.stringify(counts.name)} counts ${counts[of]} ${of}, and ${count} are there`
  }
  for (const [id, count] of found)
    if (!kept.has(id)) yield `${count} ${of} are of a ${what} with the number ${id}, which there is not`
}

/** What is not found by its name, or by its number: a name leads to the wrong row or to none. */
function* namesNotFound(
  database: Database.Database,
  table: 'types' | 'categories',
  kept: ReadonlyMap<number, KeptCounts>,
): Generator<string, void> {
  const select = database.prepare<[string], number>(`SELECT id FROM ${table} WHERE name = ?`).pluck()
  for (const [id, { name }] of kept)
    if (select.get(name) !== id) yield `${JSON.stringify(name)} is not found in ${table} by its name`
}
