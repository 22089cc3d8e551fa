import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { SchemaEntry } from './foreign-contract.ts'
import { isSameName, nameKey } from './name-key.ts'

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

/** How rows of a table are told apart. */
export interface RowKeys {
  /** What SQL calls the row id; absent where the table has none, and where columns of its own have all of its names. */
  readonly rowId?: string
  /** The column that is the row id: the INTEGER PRIMARY KEY. */
  readonly rowIdColumn?: string
  /** The primary key's columns, in order, where there is no row id. */
  readonly keyColumns: readonly string[]
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

/**
 * Whether an entry is a table that keeps rows of its own, so that reading it runs nothing that its maker wrote: no view and not virtual. It goes
 * by the SQL, which is what SQLite makes the table of.
 */
export function isPlainTable({ type, name, sql }: SchemaEntry): boolean {
  return type === 'table' && /^CREATE TABLE\b/i.test(sql) && !/^sqlite_/i.test(name)
}

export function columnsOf(database: Database.Database, table: string): ColumnInfo[] {
  return columnReader(database)(table)
}

/** {@link columnsOf} for many tables. */
export function columnReader(database: Database.Database): (table: string) => ColumnInfo[] {
  const statement = database
    .prepare<[string], [string, string, bigint, bigint]>('SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)')
    .raw()
  return (table) =>
    statement
      .all(table)
      .map(([name, type, keyPlace, hidden]) => ({ name, type, keyPlace: Number(keyPlace), stored: hidden === 0n }))
}

/** @param columns the table's, as {@link columnsOf} tells of them */
export function rowKeysOf(database: Database.Database, table: string, columns: readonly ColumnInfo[]): RowKeys {
  const key = columns.filter(({ keyPlace }) => keyPlace > 0).sort((a, b) => a.keyPlace - b.keyPlace)
  const keyColumns = key.map(({ name }) => name)
  if (isWithoutRowIds(database, table)) return { keyColumns }
  const [first] = key
  if (key.length === 1 && first?.type.toUpperCase() === 'INTEGER' && !hasKeyIndex(database, table))
    return { rowId: first.name, rowIdColumn: first.name, keyColumns: [] }
  const taken = new Set(columns.map(({ name }) => nameKey(name)))
  const rowId = ['rowid', '_rowid_', 'oid'].find((name) => !taken.has(name))
  return rowId === undefined ? { keyColumns: [] } : { rowId, keyColumns: [] }
}

/** Whether SQLite has the table's rows in the order of a column at hand. */
export function hasIndexOn(database: Database.Database, table: string, column: string): boolean {
  return database
    .prepare<[string], [string, bigint]>('SELECT name, partial FROM pragma_index_list(?)')
    .raw()
    .all(table)
    .some(
      ([name, partial]) =>
        partial === 0n &&
        isSameName(
          column,
          database
            .prepare<[string], string | null>('SELECT name FROM pragma_index_xinfo(?) WHERE seqno = 0')
            .pluck()
            .get(name) ?? undefined,
        ),
    )
}

/** A table without row ids has its primary key as its only order, and the index of that key says so by having every column. */
function isWithoutRowIds(database: Database.Database, table: string): boolean {
  const name = database
    .prepare<[string], string>(`SELECT name FROM pragma_index_list(?) WHERE origin = 'pk'`)
    .pluck()
    .get(table)
  if (name === undefined) return false
  // In an index of a table with row ids, the row id is the last of its columns, with the number -1.
  return (
    database.prepare<[string], bigint>('SELECT 1 FROM pragma_index_xinfo(?) WHERE cid = -1').pluck().get(name) ===
    undefined
  )
}

/** Whether the primary key has an index of its own, as where it is no row id: `INTEGER PRIMARY KEY DESC`. */
function hasKeyIndex(database: Database.Database, table: string): boolean {
  return (
    database.prepare<[string], bigint>(`SELECT 1 FROM pragma_index_list(?) WHERE origin = 'pk'`).pluck().get(table) !==
    undefined
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
