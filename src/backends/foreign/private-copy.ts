import { constants, promises, rmSync } from 'node:fs'
import { join } from 'node:path'
import { EpochError } from '../../core/errors.ts'
import { type FileState, fileState, isSameState } from './file-state.ts'
import { codeOf } from './foreign-errors.ts'

/** The last bytes of a journal that names another file, which SQLite would read, and may delete, when it plays the journal back. */
const NAMES_A_FILE = Buffer.from('d9d505f920a163d7', 'hex')

const CHUNK_BYTES = 4 * 1024 * 1024

export interface PrivateCopy {
  readonly path: string
  /** How the files were when they were copied. */
  readonly state: FileState
}

/**
 * Copies a database that no program seems to have open, with its log or journal, so that SQLite leaves no files beside the
 * original. No SQLite connection of this process may be open to it.
 *
 * @param beat called after each part of a large file, so that whoever waits sees that it goes on
 * @throws EpochError `store-busy` when the files change while they are copied
 */
export async function copyStore(path: string, scratch: string, beat: () => void): Promise<PrivateCopy> {
  const state = fileState(path)
  const copy = join(scratch, 'copy.db')
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${copy}${end}`, { force: true })
  await copyOne(path, copy, beat)
  if (state.wal !== '') await copyOne(`${path}-wal`, `${copy}-wal`, beat)
  if (state.journal !== '') {
    await copyOne(`${path}-journal`, `${copy}-journal`, beat)
    await checkJournal(`${copy}-journal`, path)
  }
  if (isSameState(state, fileState(path))) return { path: copy, state }
  throw new EpochError('store-busy', `${path}: another program changed it while Epoch copied it; try again`, { path })
}

/** Where the file system can, the copy shares the original's blocks and takes no time. */
async function copyOne(from: string, to: string, beat: () => void): Promise<void> {
  try {
    await promises.copyFile(from, to, constants.COPYFILE_FICLONE_FORCE)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error
    await copyInChunks(from, to, beat)
  }
}

async function copyInChunks(from: string, to: string, beat: () => void): Promise<void> {
  await using source = await promises.open(from, 'r')
  await using target = await promises.open(to, 'w', 0o600)
  const chunk = Buffer.alloc(CHUNK_BYTES)
  for (;;) {
    const { bytesRead } = await source.read(chunk, 0, CHUNK_BYTES, null)
    if (bytesRead === 0) return
    await target.writeFile(chunk.subarray(0, bytesRead))
    beat()
  }
}

/** @throws EpochError `store-corrupt` for a journal that reaches beyond its own database */
async function checkJournal(journal: string, path: string): Promise<void> {
  await using file = await promises.open(journal, 'r')
  const { size } = await file.stat()
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, Math.max(0, size - 8))
  if (NAMES_A_FILE.equals(buffer.subarray(0, bytesRead)))
    throw new EpochError(
      'store-corrupt',
      `${path}: its last writer broke off a transaction over several databases; open it once with the application that owns it`,
      { path },
    )
}
