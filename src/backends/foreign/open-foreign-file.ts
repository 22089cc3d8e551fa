import Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import { readFileHeader } from './file-header.ts'
import { type FileState, fileState } from './file-state.ts'
import { codeOf, foreignError } from './foreign-errors.ts'
import { copyStore } from './private-copy.ts'

/** How long SQLite waits for another program's lock. */
const BUSY_TIMEOUT_MS = 250

/** Larger stores that say they are Epoch's own are not copied to be looked at. */
const MOST_OWN_BYTES_COPIED = 16 * 1024 * 1024

/** How often a store that other programs open or change meanwhile is tried. */
const ATTEMPTS = 5

export interface OpenFileOptions {
  /** A folder of this process's own, for a private copy. */
  readonly scratch: string
  /**
   * A store that names this application in its header is only looked at before its own backend opens it. At rest it is copied where that
   * takes no time, since what the name says may be a lie; a larger one gets SQLite's two files beside it, which its backend takes over.
   */
  readonly ownApplicationId: number
  readonly beat: () => void
}

export interface ForeignFile {
  readonly database: Database.Database
  /** The original, with every link resolved. */
  readonly path: string
  readonly applicationId: number
  /** How the original's files were when they were copied; absent where the original itself is open. */
  readonly copied?: FileState
}

/**
 * Opens a stranger's database for reading. Nothing in its folder changes, and no file is left there that was not there: what is in use
 * by another program is opened where it lies, and what would get files beside it, from a private copy.
 *
 * @throws EpochError `store-not-found`, `store-not-a-file`, `store-not-sqlite`, `store-corrupt`, `store-no-permission`, `store-busy`
 */
export async function openForeignFile(path: string, options: OpenFileOptions): Promise<ForeignFile> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openOnce(path, options)
    } catch (error) {
      const busy = error instanceof EpochError && error.code === 'store-busy'
      if (!busy || attempt === ATTEMPTS) throw foreignError(error, path)
    }
  }
}

async function openOnce(givenPath: string, options: OpenFileOptions): Promise<ForeignFile> {
  const { path, bytes, applicationId, writeAhead } = readFileHeader(givenPath)
  const { wal, sharedMemory } = fileState(path)
  // SQLite would have to write in the folder: to make a log's index, or below to take back what a crashed writer left.
  // A log is read, and gets an index, also where the header says that there is none.
  const resting = wal === '' ? writeAhead : !sharedMemory
  const largeOwn = applicationId === options.ownApplicationId && bytes > MOST_OWN_BYTES_COPIED
  if (!resting || largeOwn) {
    try {
      return { database: openReadOnly(path), path, applicationId }
    } catch (error) {
      const code = codeOf(error)
      const cannotWriteThere = code.startsWith('SQLITE_CANTOPEN') && (resting || !writeAhead)
      if (!code.startsWith('SQLITE_READONLY') && !cannotWriteThere) throw error
    }
  }
  const copy = await copyStore(path, options.scratch, options.beat)
  if (copy.state.journal !== '') recover(copy.path)
  return { database: openReadOnly(copy.path), path, applicationId, copied: copy.state }
}

/** Checks are left aside because a check of the whole database would compute them, and a stranger wrote them. */
const pragmas = [
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'query_only = ON',
  'temp_store = MEMORY',
  'ignore_check_constraints = ON',
]

function openReadOnly(path: string): Database.Database {
  const database = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    for (const pragma of pragmas) database.pragma(pragma)
    database.defaultSafeIntegers(true)
    // The first read, so that what is wrong with the file's locks or journal shows here.
    database.prepare('SELECT count(*) FROM sqlite_schema').raw().get()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Lets SQLite take back, in a private copy, the transaction that a crashed writer left unfinished. */
function recover(path: string): void {
  const database = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    database.pragma('trusted_schema = OFF')
    database.prepare('SELECT count(*) FROM sqlite_schema').raw().get()
  } finally {
    database.close()
  }
}
