import type Database from 'better-sqlite3'

type SqlValue = number | string | Buffer | null

/** How many rows one statement writes, the most first. */
const sizes = [16, 4, 1] as const

/** Inserts rows of one table, several with one statement: a call into SQLite per row takes a fifth longer. */
export class ManyRows {
  readonly #columns: number
  readonly #statements: readonly { readonly rows: number; readonly insert: Database.Statement<SqlValue[]> }[]
  #values: SqlValue[] = []

  constructor(database: Database.Database, table: string, columns: number) {
    this.#columns = columns
    const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`
    this.#statements = sizes.map((rows) => ({
      rows,
      insert: database.prepare(`INSERT INTO ${table} VALUES ${Array.from({ length: rows }, () => row).join(', ')}`),
    }))
  }

  /** Keeps a row for {@link flush}, or writes it with those that were kept. @throws SqliteError */
  add(row: readonly SqlValue[]): void {
    for (const value of row) this.#values.push(value)
    if (this.#values.length === sizes[0] * this.#columns) this.flush()
  }

  /** Writes what was kept. @throws SqliteError */
  flush(): void {
    const values = this.#values
    this.#values = []
    let from = 0
    for (const { rows, insert } of this.#statements)
      for (let to = from + rows * this.#columns; to <= values.length; to += rows * this.#columns) {
        insert.run(...values.slice(from, to))
        from = to
      }
  }

  /** Drops what was kept. */
  forget(): void {
    this.#values = []
  }
}
