import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'

/** Larger files are not checked when they open: it would take longer than one waits. */
const CHECKED_BYTES = 256 * 1024 * 1024

/** @throws EpochError `store-corrupt` with SQLite's first finding */
export function checkWhole(database: Database.Database, path: string): void {
  const bytes = pragmaNumber(database, 'page_count') * pragmaNumber(database, 'page_size')
  if (bytes > CHECKED_BYTES) return
  const finding = String(database.prepare('PRAGMA quick_check(1)').pluck().get())
  if (finding === 'ok') return
  throw new EpochError('store-corrupt', `${path}: it is damaged: ${finding}; work on a copy, or restore a backup`, {
    path,
    finding,
  })
}

function pragmaNumber(database: Database.Database, name: string): number {
  return Number(database.pragma(name, { simple: true }))
}
