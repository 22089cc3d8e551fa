import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { EpochErrorCode } from '../../../src/core/errors.ts'

/** A file made to harm who opens it, or broken as files break. */
export interface HostileFile {
  /** What it is, as a clause. */
  readonly name: string
  /** Makes it in an empty folder. @returns its path */
  readonly make: (folder: string) => string
  /** The code that opening it, or reading it whole, ends with; `opens` where neither fails. */
  readonly expected: EpochErrorCode | 'opens'
  /** How much more memory this process may have at most meanwhile, where it is more than for others. */
  readonly mostGrownBytes?: number
}

/** The columns of Emmett's table of messages, each with what it is declared as; changes replace and add some. */
export function messagesTable(changes: Readonly<Record<string, string>> = {}, ending = ''): string {
  const columns: Readonly<Record<string, string>> = { ...messageColumns, ...changes }
  const declared = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`)
  return `CREATE TABLE emt_messages(${declared.join(', ')})${ending}`
}

const messageColumns = {
  stream_id: 'TEXT',
  stream_position: 'BIGINT',
  partition: 'TEXT',
  message_kind: 'TEXT',
  message_data: 'JSONB',
  message_metadata: 'JSONB',
  message_schema_version: 'TEXT',
  message_type: 'TEXT',
  message_id: 'TEXT',
  is_archived: 'BOOLEAN',
  global_position: 'INTEGER PRIMARY KEY',
  created: 'DATETIME',
}

/** Adds so many messages of a stream, with payloads of so many bytes. */
export function addMessages(database: Database.Database, count: number, payloadBytes = 20): void {
  database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO emt_messages(stream_id, stream_position, partition, message_kind, message_data, message_metadata,
      message_schema_version, message_type, message_id, is_archived, created)
    SELECT 'cart-' || (i % 7), 1 + i / 7, 'p', 'E', '{"n":"' || i || '${'x'.repeat(payloadBytes)}"}', '{}', '0',
      'ItemAdded', 'id-' || i, 0, '2024-05-01 12:00:00' FROM n`)
}

/** Makes a database in a folder. @returns its path */
export function databaseIn(folder: string, fill: (database: Database.Database) => void): string {
  const path = join(folder, 'hostile.db')
  const database = new Database(path)
  try {
    database.pragma('synchronous = OFF')
    fill(database)
  } finally {
    database.close()
  }
  return path
}

export function statementsIn(...statements: readonly string[]): (folder: string) => string {
  return (folder) =>
    databaseIn(folder, (database) => {
      for (const statement of statements) database.exec(statement)
    })
}

/** A database with these statements, one of which makes the table of messages, and three messages. */
export function storeWith(...statements: readonly string[]): (folder: string) => string {
  return (folder) =>
    databaseIn(folder, (database) => {
      for (const statement of statements) database.exec(statement)
      addMessages(database, 3)
    })
}

/** A store of so many messages of 400 bytes, in pages of 4,096 bytes: from 200 messages on, its tree has two levels. */
export function storeIn(folder: string, messages = 3): string {
  return databaseIn(folder, (database) => {
    database.exec(messagesTable())
    addMessages(database, messages, 400)
  })
}

/** Lets a statement change what only SQLite itself may change. */
export function rewriteSchema(path: string, ...statements: readonly string[]): string {
  const database = new Database(path)
  try {
    database.unsafeMode(true)
    database.pragma('writable_schema = ON')
    for (const statement of statements) database.exec(statement)
  } finally {
    database.close()
  }
  return path
}

/** @param edit changes the bytes where they are, or gives others */
export function editBytes(path: string, edit: (bytes: Buffer) => unknown): string {
  const bytes = readFileSync(path)
  const edited = edit(bytes)
  writeFileSync(path, Buffer.isBuffer(edited) ? edited : bytes)
  return path
}

/** The number of the page that a table or an index begins at. */
export function rootPageOf(path: string, name = 'emt_messages'): number {
  const database = new Database(path, { readonly: true })
  try {
    return Number(database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name))
  } finally {
    database.close()
  }
}

/** A sound store, whose schema is then changed behind SQLite's back. */
export function rewritten(...statements: readonly string[]): (folder: string) => string {
  return (folder) => rewriteSchema(storeIn(folder), ...statements)
}

/** The statement that puts an entry into a schema. */
export function entry(type: string, name: string, sql: string): string {
  const root = type === 'table' && !sql.startsWith('CREATE VIRTUAL') ? 2 : 0
  return `INSERT INTO sqlite_schema(type, name, tbl_name, rootpage, sql)
    VALUES ('${type}', '${name}', '${name}', ${root}, '${sql.replaceAll("'", "''")}')`
}

/** The statement that lets the table of messages be declared in another way. */
export function declaredAs(sql: string): string {
  return `UPDATE sqlite_schema SET sql = '${sql.replaceAll("'", "''")}' WHERE name = 'emt_messages'`
}
