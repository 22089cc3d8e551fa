import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { EpochError } from '../../core/errors.ts'
import { withStoreErrors } from './sqlite-errors.ts'

/** Where a new store is built until it is whole; a later import into the same store goes on from it. */
export function unfinishedPath(path: string): string {
  return `${path}.importing`
}

/** Gives the finished file its name, durably. Its database must be closed. @throws EpochError `store-busy` when the name is taken */
export function takeName(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0)
    throw new EpochError('store-busy', `${path}: another program made this store meanwhile; import again`, { path })
  withStoreErrors(path, () => {
    renameSync(unfinishedPath(path), path)
    syncFolder(dirname(path))
  })
}

export function removeUnfinished(path: string): void {
  rmSync(unfinishedPath(path))
}

/** A new name is on disk once its folder is; Windows has no such call and does it by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
