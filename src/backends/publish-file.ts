import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { EpochError } from '../core/errors.ts'

/** @throws EpochError `file-exists` */
export function checkFree(path: string): void {
  if (existsSync(path))
    throw new EpochError('file-exists', `${path}: there is a file of this name already; name a new one`, { path })
}

/** Gives a file that is whole its name, once it is on disk; never to the cost of another file. @throws EpochError `file-exists` */
export function publishFile(partial: string, path: string): void {
  sync(partial)
  try {
    linkSync(partial, path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') checkFree(path)
    if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'ENOTSUP' && codeOf(error) !== 'ENOSYS') throw error
    // A file system without links.
    checkFree(path)
    renameSync(partial, path)
  }
  if (process.platform !== 'win32') sync(dirname(path))
}

function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
