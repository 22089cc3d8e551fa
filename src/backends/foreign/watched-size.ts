import { statSync } from 'node:fs'
import Database from 'better-sqlite3'

/** The size of a file that a connection has open where it lies. */
export class WatchedSize {
  readonly #path: string
  readonly #database: Database.Database
  #bytes = 0

  constructor(path: string, database: Database.Database) {
    this.#path = path
    this.#database = database
  }

  /** Whether the file lost its end since the last call. SQLite makes a file shorter only after a commit with fewer pages. */
  wasCutShort(): boolean {
    const bytes = statSync(this.#path).size
    if (bytes < this.#bytes && this.#pageBytes() >= this.#bytes) return true
    this.#bytes = bytes
    return false
  }

  /** As many as SQLite believes there are; where it finds that they cannot be, more than any file has. */
  #pageBytes(): number {
    try {
      const [pages, size] = ['page_count', 'page_size'].map((name) => this.#database.pragma(name, { simple: true }))
      return Number(pages) * Number(size)
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CORRUPT'))
        return Number.POSITIVE_INFINITY
      throw error
    }
  }
}
