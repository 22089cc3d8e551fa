import { statSync } from 'node:fs'

/** The files of one database as the directory shows them: nothing is opened to look. */
export interface FileState {
  readonly main: string
  readonly wal: string
  readonly journal: string
  /** Whether the index of the write-ahead log is there, which a program that has the store open keeps. */
  readonly sharedMemory: boolean
}

/** @returns each file's device, inode, size and time of change as one text; '' for a file that is not there */
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
  return stat === undefined ? '' : `${stat.dev} ${stat.ino} ${stat.size} ${stat.mtimeNs}`
}
