import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { EpochError } from '../../core/errors.ts'

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'

/** What the first 100 bytes of a database and its directory entry say, before SQLite has touched it. */
export interface FileHeader {
  /** With every link resolved: SQLite looks for its other files beside this one. */
  readonly path: string
  readonly bytes: number
  readonly applicationId: number
  /** Whether commits go through a write-ahead log. */
  readonly writeAhead: boolean
}

/**
 * Reads the header of what must be a SQLite database. Call it only while this process does not have the file open
 * through SQLite: closing it would drop SQLite's locks.
 *
 * @throws EpochError `store-not-found`, `store-not-a-file`, `store-not-sqlite`, `store-corrupt`; the system's error where there is nothing to read
 */
export function readFileHeader(givenPath: string): FileHeader {
  if (givenPath.includes('\0')) throw refused('store-not-found', givenPath, 'no path has a NUL in it')
  const path = realpathSync(givenPath)
  const stat = statSync(path)
  if (!stat.isFile())
    throw refused('store-not-a-file', givenPath, `it is ${stat.isDirectory() ? 'a folder' : 'a device'}, not a file`)
  if (stat.size === 0) throw refused('store-not-sqlite', givenPath, 'it is empty, so it is no SQLite database yet')
  const header = firstBytes(path)
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw refused('store-not-sqlite', givenPath, 'it is no SQLite database, or it may be encrypted')
  checkSize(header, stat.size, givenPath)
  return {
    path,
    bytes: stat.size,
    applicationId: header.readUInt32BE(68),
    writeAhead: header[18] === 2 || header[19] === 2,
  }
}

function checkSize(header: Buffer, size: number, path: string): void {
  if (header.length < HEADER_BYTES) throw refused('store-corrupt', path, `it ends after ${size} bytes; it was cut off`)
  const said = header.readUInt16BE(16)
  const pageBytes = said === 1 ? 65_536 : said
  if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0)
    throw refused('store-corrupt', path, `its header says pages of ${pageBytes} bytes, which SQLite does not make`)
  if (size % pageBytes !== 0)
    throw refused('store-corrupt', path, `its ${size} bytes are not whole pages of ${pageBytes}; it was cut off`)
}

function firstBytes(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(HEADER_BYTES)
    return bytes.subarray(0, readSync(file, bytes, 0, HEADER_BYTES, 0))
  } finally {
    closeSync(file)
  }
}

const wayOut = {
  'store-not-found': 'check the path',
  'store-not-a-file': 'name a store, an .ndjson file or a git repository',
  'store-not-sqlite': 'name a store, an .ndjson file or a git repository',
  'store-corrupt': 'work on a copy, or restore a backup',
} as const

function refused(code: keyof typeof wayOut, path: string, said: string): EpochError {
  return new EpochError(code, `${path}: ${said}; ${wayOut[code]}`, { path })
}
