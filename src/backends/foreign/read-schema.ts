import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { SchemaEntry } from './foreign-contract.ts'

const MOST_ENTRIES = 10_000
const MOST_BYTES = 1024 * 1024

/** A column as `PRAGMA table_xinfo` tells of it. */
export interface ColumnInfo {
  readonly name: string
  readonly type: string
  /** Its place in the primary key, from 1; 0 outside it. */
  readonly keyPlace: number
  /** Whether its values are stored: neither generated nor hidden. */
  readonly stored: boolean
}

/** @throws EpochError `store-schema-refused` for a schema larger than any application makes */
export function readSchema(database: Database.Database, path: string): SchemaEntry[] {
  const size = database
    .prepare<[], [bigint, bigint | null]>(
      'SELECT count(*), sum(octet_length(name) + coalesce(octet_length(sql), 0)) FROM sqlite_schema',
    )
    .raw()
    .get()
  if (size === undefined || size[0] > MOST_ENTRIES || (size[1] ?? 0n) > MOST_BYTES)
    throw new EpochError(
      'store-schema-refused',
      `${path}: its schema has more than ${MOST_ENTRIES} entries or a megabyte of text, and is not read`,
      { path },
    )
  return database
    .prepare<[], [unknown, unknown, unknown]>('SELECT type, name, sql FROM sqlite_schema ORDER BY rowid')
    .raw()
    .all()
    .map(([type, name, sql]) => ({ type: textOf(type), name: textOf(name), sql: textOf(sql) }))
}

export function columnsOf(database: Database.Database, table: string): ColumnInfo[] {
  return database
    .prepare<[string], [string, string, bigint, bigint]>('SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)')
    .raw()
    .all(table)
    .map(([name, type, keyPlace, hidden]) => ({ name, type, keyPlace: Number(keyPlace), stored: hidden === 0n }))
}

/** 'table', 'view', 'virtual' or 'shadow', and whether it has row ids. */
export function tableNature(database: Database.Database, table: string): { nature: string; rowIds: boolean } {
  const row = database
    .prepare<[string], [string, bigint]>(`SELECT type, wr FROM pragma_table_list(?) WHERE schema = 'main'`)
    .raw()
    .get(table)
  return { nature: row?.[0] ?? 'nothing', rowIds: row?.[1] === 0n }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
