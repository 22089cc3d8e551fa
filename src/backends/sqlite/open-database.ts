import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { EpochError, StoreReadOnly } from '../../core/errors.ts'
import { EPOCH_APPLICATION_ID, EPOCH_SCHEMA_VERSION, migrate, userVersion } from './epoch-schema.ts'
import { withStoreErrors } from './sqlite-errors.ts'
import { fileIdentity } from './store-file.ts'

/** How long SQLite waits for another program's lock. */
export const BUSY_TIMEOUT_MS = 5000

/** How safe a commit is: FULL survives a power cut, NORMAL may lose the last commits in one, never the store. */
type Synchronous = 'FULL' | 'NORMAL'

const synchronousNumber = { NORMAL: 1, FULL: 2 } as const

/** Opens a store for reading only: the connection refuses every write, and leaves no files behind when it is the last to close. */
export function openForReading(path: string): Database.Database {
  return opened(path, (database) => {
    checkOwner(database, path)
    database.pragma('query_only = ON')
  })
}

/** Why a store of an older version takes no events. */
export const OLDER_STORE = 'an older Epoch made it; bring it up to this one with `epoch upgrade`'

/** @throws EpochError `store-too-new`; StoreReadOnly for a store of an older version, and where the disk does not promise what `synchronous` asks */
export function openForWriting(path: string, synchronous: Synchronous): Database.Database {
  return opened(path, (database) => {
    const version = checkOwner(database, path)
    if (version > EPOCH_SCHEMA_VERSION) throw storeTooNew(path)
    if (version < EPOCH_SCHEMA_VERSION) throw new StoreReadOnly(OLDER_STORE)
    makeDurable(database, synchronous)
  })
}

/**
 * Opens a store that nobody else uses until it is whole. A rollback journal writes new pages once, a write-ahead log
 * twice; {@link makeDurable} ends it.
 */
export function openForBuilding(path: string): Database.Database {
  return opened(path, (database) => {
    if (checkOwner(database, path) !== EPOCH_SCHEMA_VERSION)
      throw new StoreReadOnly(`another Epoch began to build ${path}; delete that file and import again`)
    database.pragma('journal_mode = TRUNCATE')
    setSynchronous(database, 'FULL')
  })
}

/** Opens a store of this version or an older one to bring it up. @throws as {@link openForWriting} */
export function openForUpgrade(path: string): Database.Database {
  return opened(path, (database) => {
    if (checkOwner(database, path) > EPOCH_SCHEMA_VERSION) throw storeTooNew(path)
    makeDurable(database, 'FULL')
  })
}

/** Makes a store with no events where there is no file or an empty one; leaves alone what is there. */
export function createStore(path: string, later: readonly string[] = []): void {
  const folder = dirname(path)
  if (!existsSync(folder)) throw new EpochError('store-not-found', `${folder}: there is no such folder`, { path })
  if (existsSync(path)) fileIdentity(path)
  withStoreErrors(path, () => {
    const database = new Database(path, { timeout: BUSY_TIMEOUT_MS })
    try {
      if (!isBlank(database)) return
      makeDurable(database, 'FULL')
      migrate(database, later)
    } finally {
      database.close()
    }
  })
}

/** Whether there is nothing in a database yet, as while another program is about to make it a store. */
function isBlank(database: Database.Database): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
}

export function storeTooNew(path: string): EpochError {
  const message = `${path}: a newer Epoch made this store; use that one, this one may only read it`
  return new EpochError('store-too-new', message, { path })
}

function opened(path: string, prepare: (database: Database.Database) => void): Database.Database {
  fileIdentity(path)
  return withStoreErrors(path, () => {
    const database = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
    try {
      // Without secure_delete, pages that are split keep what was on them, past a purge of it.
      for (const pragma of [
        'trusted_schema = OFF',
        'cell_size_check = ON',
        'foreign_keys = ON',
        'secure_delete = FAST',
      ])
        database.pragma(pragma)
      prepare(database)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/** @returns the store's user_version */
function checkOwner(database: Database.Database, path: string): number {
  const owner = database.pragma('application_id', { simple: true })
  const version = userVersion(database)
  if (owner !== EPOCH_APPLICATION_ID || version < 1)
    throw new EpochError('store-unknown-schema', `${path}: it is not an event store that Epoch made`, { path })
  return version
}

/** Turns the write-ahead log on, which comes first since it changes how safe commits are. */
export function makeDurable(database: Database.Database, synchronous: Synchronous): void {
  const journal = database.pragma('journal_mode = WAL', { simple: true })
  if (journal !== 'wal') throw new StoreReadOnly('its disk does not let SQLite keep a write-ahead log')
  setSynchronous(database, synchronous)
}

/** Read back, since better-sqlite3's own default for a write-ahead log is NORMAL. */
function setSynchronous(database: Database.Database, synchronous: Synchronous): void {
  database.pragma('fullfsync = ON')
  database.pragma('checkpoint_fullfsync = ON')
  database.pragma(`synchronous = ${synchronous}`)
  if (database.pragma('synchronous', { simple: true }) !== synchronousNumber[synchronous])
    throw new StoreReadOnly('SQLite does not promise that commits survive a power cut')
}
