import Database from 'better-sqlite3'
import { EpochError, type EpochErrorCode } from '../../core/errors.ts'

interface Told {
  readonly code: EpochErrorCode
  readonly said: string
}

const locked: Told = { code: 'store-busy', said: 'another program has it locked; try again' }
const damaged: Told = { code: 'store-corrupt', said: 'SQLite finds it damaged; work on a copy, or restore a backup' }
const notAllowed: Told = {
  code: 'store-no-permission',
  said: 'you may not read it, or a file beside it that SQLite needs; check the permissions of all files of that name',
}

/** By the beginning of SQLite's code; the first that fits. */
const toldBySqlite: readonly (readonly [prefix: string, told: Told])[] = [
  ['SQLITE_BUSY', locked],
  ['SQLITE_LOCKED', locked],
  ['SQLITE_NOTADB', { code: 'store-not-sqlite', said: 'it is no SQLite database, or it may be encrypted' }],
  ['SQLITE_CORRUPT', damaged],
  ['SQLITE_IOERR_SHORT_READ', damaged],
  ['SQLITE_FORMAT', damaged],
  // Of Epoch's own list of places: keys repeat that cannot.
  ['SQLITE_CONSTRAINT', damaged],
  ['SQLITE_ERROR', { code: 'store-corrupt', said: 'SQLite cannot make sense of its schema; work on a copy' }],
  ['SQLITE_TOOBIG', { code: 'value-too-large', said: 'it has a value too large to read' }],
  ['SQLITE_NOMEM', { code: 'value-too-large', said: 'reading it takes more memory than there is' }],
  ['SQLITE_FULL', { code: 'disk-full', said: 'there is no room for a private copy in the folder for temporary files' }],
  ['SQLITE_IOERR', { code: 'store-gone', said: 'its disk does not answer' }],
  ['SQLITE_PROTOCOL', locked],
  ['SQLITE_CANTOPEN', notAllowed],
  ['SQLITE_READONLY', notAllowed],
  ['SQLITE_PERM', notAllowed],
  ['SQLITE_AUTH', notAllowed],
  ['SQLITE_', { code: 'store-corrupt', said: 'SQLite cannot read it; work on a copy, or restore a backup' }],
]

const toldBySystem: Readonly<Record<string, Told>> = {
  ENOENT: { code: 'store-not-found', said: 'there is no such file; check the path' },
  ENOTDIR: { code: 'store-not-found', said: 'there is no such file; check the path' },
  ENAMETOOLONG: { code: 'store-not-found', said: 'the path is too long' },
  ELOOP: { code: 'store-not-found', said: 'it is a link that leads back to itself' },
  EACCES: notAllowed,
  EPERM: notAllowed,
  EBUSY: locked,
  EISDIR: { code: 'store-not-a-file', said: 'it is a folder' },
  ENOSPC: { code: 'disk-full', said: 'there is no room for a private copy in the folder for temporary files' },
  EIO: { code: 'store-gone', said: 'its disk does not answer' },
}

/** What SQLite or the file system said about the file at `path`, as an EpochError; anything else, a bug, as it is. */
export function foreignError(error: unknown, path: string): unknown {
  const told = toldOf(error)
  if (told === undefined) return error
  return new EpochError(told.code, `${path}: ${told.said}`, { path, cause: codeOf(error) }, { cause: error })
}

/** SQLite's or the system's code; '' where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function toldOf(error: unknown): Told | undefined {
  if (error instanceof Database.SqliteError) return toldBySqlite.find(([prefix]) => error.code.startsWith(prefix))?.[1]
  return error instanceof EpochError ? undefined : toldBySystem[codeOf(error)]
}
