import { renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from '../../src/backends/sqlite/import-file.ts'
import { openStoreImport } from '../../src/backends/sqlite/store-import.ts'
import type { NewEvent } from '../../src/core/event.ts'
import { copyAsVersionOne } from '../backends/version-one-store.ts'

/** Makes a store as the first Epoch did; it has its name once it is whole and on disk. @returns the ids of its events */
export function makeVersionOne(path: string, history: readonly NewEvent[]): readonly string[] {
  const newer = `${path}.newer`
  const target = openStoreImport(newer)
  target.add(history)
  target.finish()
  copyAsVersionOne(newer, `${path}.made`)
  rmSync(newer)
  renameSync(`${path}.made`, path)
  syncFolder(dirname(path))
  return history.map((event) => event.id)
}
