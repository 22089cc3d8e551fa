import Database from 'better-sqlite3'
import { EpochError, type EpochErrorCode } from '../../core/errors.ts'

interface Told {
  readonly code: EpochErrorCode
  readonly said: string
}

const toldByCode: readonly (readonly [prefix: string, told: Told])[] = [
  ['SQLITE_FULL', { code: 'disk-full', said: 'its disk is full; make room and try again' }],
  ['SQLITE_BUSY', { code: 'store-busy', said: 'another program kept it locked for too long; try again' }],
  ['SQLITE_LOCKED', { code: 'store-busy', said: 'another program kept it locked for too long; try again' }],
  ['SQLITE_CORRUPT', { code: 'store-corrupt', said: 'it is damaged; go back to a copy, or read what is left of it' }],
  ['SQLITE_IOERR_SHORT_READ', { code: 'store-corrupt', said: 'it ends too early; go back to a copy' }],
  ['SQLITE_NOTADB', { code: 'store-not-sqlite', said: 'it is not an SQLite database, or an encrypted one' }],
  ['SQLITE_READONLY_DBMOVED', { code: 'store-replaced', said: 'the file was moved away; open it where it is now' }],
  [
    'SQLITE_READONLY_DIRECTORY',
    {
      code: 'store-no-permission',
      said: 'its folder takes no files, and SQLite keeps one beside the store even to read; copy it to a folder of yours',
    },
  ],
  ['SQLITE_READONLY', { code: 'store-no-permission', said: 'you may not write to it or to its folder' }],
  ['SQLITE_CANTOPEN', { code: 'store-no-permission', said: 'you may not open it or the files beside it' }],
  ['SQLITE_PERM', { code: 'store-no-permission', said: 'you may not open it' }],
  ['SQLITE_AUTH', { code: 'store-no-permission', said: 'you may not open it' }],
  ['SQLITE_TOOBIG', { code: 'value-too-large', said: 'it has a value too large to read' }],
  ['SQLITE_IOERR', { code: 'store-gone', said: 'its disk does not answer' }],
]

const toldByFileCode: Readonly<Record<string, Told>> = {
  ENOENT: { code: 'store-not-found', said: 'there is no such file' },
  ENOTDIR: { code: 'store-not-found', said: 'there is no such file' },
  ENAMETOOLONG: { code: 'store-not-found', said: 'the path is too long' },
  EACCES: { code: 'store-no-permission', said: 'you may not open it' },
  EPERM: { code: 'store-no-permission', said: 'you may not open it' },
  EROFS: { code: 'store-no-permission', said: 'its disk is read-only' },
  ENOSPC: { code: 'disk-full', said: 'its disk is full; make room and try again' },
}

/** What SQLite or the file system said about the store at `path`, as an EpochError; anything else, a bug, as it is. */
export function storeError(error: unknown, path: string): unknown {
  const told = toldOf(error)
  if (told === undefined) return error
  return new EpochError(told.code, `${path}: ${told.said}`, { path }, { cause: error })
}

function toldOf(error: unknown): Told | undefined {
  if (error instanceof Database.SqliteError) return toldByCode.find(([prefix]) => error.code.startsWith(prefix))?.[1]
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return toldByFileCode[error.code]
  return undefined
}

/** Runs `work` and throws what it throws as {@link storeError} has it. */
export function withStoreErrors<Output>(path: string, work: () => Output): Output {
  try {
    return work()
  } catch (error) {
    throw storeError(error, path)
  }
}
