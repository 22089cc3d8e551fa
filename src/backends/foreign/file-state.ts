import { statSync } from 'node:fs'
import { EpochError } from '../../core/errors.ts'

/** The files of one database as the directory shows them: nothing is opened to look. */
export interface FileState {
  readonly main: string
  readonly wal: string
  readonly journal: string
  /** Whether the index of the write-ahead log is there, which a program that has the store open keeps. */
  readonly sharedMemory: boolean
}

/**
 * @returns each file's device, inode, size and time of change as one text; '' for a file that is not there
 * @throws EpochError `store-not-a-file` where a folder, a pipe or a device is in the place of one: reading it might never end
 */
export function fileState(path: string): FileState {
  return {
    main: stateOf(path),
    wal: stateOf(`${path}-wal`),
    journal: stateOf(`${path}-journal`),
    sharedMemory: stateOf(`${path}-shm`) !== '',
  }
}

/** Device and inode of a file; '' when there is none. */
export function fileIdentity(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? '' : `${stat.dev} ${stat.ino}`
}

export function isSameState(a: FileState, b: FileState): boolean {
  return a.main === b.main && a.wal === b.wal && a.journal === b.journal && a.sharedMemory === b.sharedMemory
}

function stateOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  if (stat === undefined) return ''
  if (!stat.isFile()) {
    const said = `it is ${stat.isDirectory() ? 'a folder' : 'a device'} where SQLite has a file; move it away`
    throw new EpochError('store-not-a-file', `${path}: ${said}`, { path })
  }
  return `${stat.dev} ${stat.ino} ${stat.size} ${stat.mtimeNs}`
}
