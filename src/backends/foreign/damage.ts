import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'

/** Larger files are not checked when they open: it would take longer than one waits. */
const CHECKED_BYTES = 256 * 1024 * 1024

/**
 * Has SQLite check the pages of a database. Tables with columns that are computed when they are read are left out, and what belongs to
 * none: the check computes such columns, and a stranger wrote how.
 *
 * @returns SQLite's first finding; undefined where it has none, or the file is too large to look
 */
export function damageIn(database: Database.Database): string | undefined {
  const bytes = pragmaNumber(database, 'page_count') * pragmaNumber(database, 'page_size')
  return bytes > CHECKED_BYTES ? undefined : firstFinding(database)
}

/** That a store is not read unless somebody says so; `details.finding` tells it from damage that nobody can read past. */
export function damaged(path: string, finding: string): EpochError {
  return new EpochError(
    'store-corrupt',
    `${path}: it is damaged: ${finding}; work on a copy, restore a backup, or read what can be read`,
    { path, finding },
  )
}

function firstFinding(database: Database.Database): string | undefined {
  const tables = plainTables(database)
  if (tables.every(({ computes }) => !computes)) return found(database.prepare('PRAGMA quick_check(1)').pluck().get())
  for (const { name, computes } of tables) {
    if (computes) continue
    const finding = found(
      database
        .prepare(`PRAGMA quick_check("${name.replaceAll('"', '""')}")`)
        .pluck()
        .get(),
    )
    if (finding !== undefined) return finding
  }
  return undefined
}

/** By the schema alone: SQLite's own list of tables works out the columns of every view, which may take for ever. */
function plainTables(database: Database.Database): { readonly name: string; readonly computes: boolean }[] {
  return database
    .prepare<[], [string, bigint]>(
      `SELECT name, EXISTS (SELECT 1 FROM pragma_table_xinfo(entry.name) WHERE hidden = 2)
        FROM sqlite_schema AS entry WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'`,
    )
    .raw()
    .all()
    .map(([name, computes]) => ({ name, computes: computes === 1n }))
}

function found(said: unknown): string | undefined {
  const finding = String(said)
  return finding === 'ok' ? undefined : finding
}

function pragmaNumber(database: Database.Database, name: string): number {
  return Number(database.pragma(name, { simple: true }))
}
