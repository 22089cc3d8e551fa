import Database from 'better-sqlite3'
import { EpochError, isEpochError } from '../../core/errors.ts'
import { type FileIdentity, sizeOfSameFile } from './store-file.ts'

/** The file that a connection has open: SQLite itself would go on reading and writing it after it was moved away. */
export class WatchedFile {
  readonly #path: string
  readonly #identity: FileIdentity
  readonly #database: Database.Database
  #size = 0

  constructor(path: string, identity: FileIdentity, database: Database.Database) {
    this.#path = path
    this.#identity = identity
    this.#database = database
  }

  /**
   * Looks whether the path still leads to the file, whole.
   *
   * @throws EpochError `store-replaced`; `store-rewound` where it was cut short
   */
  check(): void {
    const size = sizeOfSameFile(this.#path, this.#identity)
    if (size < this.#size && this.#wasCutShort()) throw storeRewound(this.#path, 'it was cut short')
    this.#size = size
  }

  /** Whether the path leads to another file now, or to none. */
  wasMoved(): boolean {
    try {
      sizeOfSameFile(this.#path, this.#identity)
      return false
    } catch (error) {
      if (isEpochError(error, 'store-replaced')) return true
      throw error
    }
  }

  /** SQLite makes a file shorter only after a commit with fewer pages, as a VACUUM is. */
  #wasCutShort(): boolean {
    try {
      return Number(this.#database.pragma('page_count', { simple: true })) * this.#pageSize() >= this.#size
    } catch (error) {
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CORRUPT')) return true
      throw error
    }
  }

  #pageSize(): number {
    return Number(this.#database.pragma('page_size', { simple: true }))
  }
}

/** @param what happened to it, as in `it was cut short` */
export function storeRewound(path: string, what: string): EpochError {
  return new EpochError(
    'store-rewound',
    `${path}: ${what}, so the history is not the one that was read; open it again, and read it from the start`,
    { path },
  )
}
