import { join } from 'node:path'
import Database from 'better-sqlite3'
import { temporaryFolder } from '../temporary-folder.ts'

export type Row = Readonly<Record<string, unknown>>

/** A database at rest with these tables, which goes with its test. @returns its path */
export function makeStore(tables: readonly string[], fill: (database: Database.Database) => void): string {
  const path = join(temporaryFolder(), 'store.db')
  changeStore(path, (database) => {
    for (const table of tables) database.exec(table)
    fill(database)
  })
  return path
}

/** What the application that owns the store does to it. */
export function changeStore(path: string, change: (database: Database.Database) => void): void {
  const database = new Database(path)
  try {
    change(database)
  } finally {
    database.close()
  }
}

export function addRow(database: Database.Database, table: string, row: Row): void {
  const names = Object.keys(row)
  database
    .prepare(
      `INSERT INTO "${table}"(${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    )
    .run(...Object.values(row))
}

/** Adds rows of which each is like the example, but for what is said of it. */
export function addRows(database: Database.Database, table: string, example: Row, rows: readonly Row[]): void {
  for (const row of rows) addRow(database, table, { ...example, ...row })
}
