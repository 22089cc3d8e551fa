import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import { EpochError } from '../../core/errors.ts'
import { EPOCH_SCHEMA_VERSION, migrate, userVersion } from './epoch-schema.ts'
import { syncFolder } from './import-file.ts'
import { openForReading, openForUpgrade } from './open-database.ts'
import { checkSegments, fillSegments } from './segment-filling.ts'
import { storeError } from './sqlite-errors.ts'

export interface UpgradeProgress {
  readonly what: 'copying' | 'upgrading'
  readonly done: number
  readonly total: number
}

export interface UpgradeOptions {
  readonly signal?: AbortSignalLike
  readonly onProgress?: (progress: UpgradeProgress) => void
}

export interface UpgradeResult {
  readonly from: number
  readonly to: number
  /** Where the store is as it was before; nothing where there was nothing to do. */
  readonly backup?: string
}

/** Pages of the database that are copied between two turns of the event loop. */
const PAGES_AT_ONCE = 4096

/**
 * Brings a store of Epoch's own to the version that this Epoch writes. It is copied beside itself first; all changes are then one
 * transaction, during which other programs can read it and not write. Where that does not end, the store is as it was, and the
 * copy is taken away unless the process itself was ended.
 *
 * @throws EpochError `store-too-new`, `store-corrupt` where its counts do not fit its events; the signal's reason
 */
export async function upgradeStore(path: string, options: UpgradeOptions = {}): Promise<UpgradeResult> {
  const database = openForUpgrade(path)
  try {
    database.exec('BEGIN IMMEDIATE')
    const from = userVersion(database)
    if (from === EPOCH_SCHEMA_VERSION) return { from, to: from }
    const backup = await copyBeside(path, from, options)
    await keptOnlyIfDone(backup, () => upgrade(path, database, options))
    database.pragma('wal_checkpoint(TRUNCATE)')
    return { from, to: EPOCH_SCHEMA_VERSION, backup }
  } catch (error) {
    throw storeError(error, path)
  } finally {
    database.close()
  }
}

/** Ends the transaction under way; where this fails, closing the database rolls it back. */
async function upgrade(
  path: string,
  database: Database.Database,
  { signal, onProgress }: UpgradeOptions,
): Promise<void> {
  migrate(database)
  for (const { done, total } of fillSegments(database)) {
    onProgress?.({ what: 'upgrading', done, total })
    await nextTurn()
    signal?.throwIfAborted()
  }
  const fault = checkSegments(database)
  if (fault !== undefined)
    throw new EpochError('store-corrupt', `${path}: ${fault}; \`epoch audit\` says more. It was left as it is`, {
      path,
    })
  database.exec('COMMIT')
}

/** While the store is locked for writing, so that the copy is what is upgraded. @returns the path of the copy, which is on disk */
async function copyBeside(path: string, version: number, options: UpgradeOptions): Promise<string> {
  const unfinished = `${path}.v${version}.unfinished`
  rmSync(unfinished, { force: true })
  // A connection that is in a write transaction itself cannot be copied from.
  const database = openForReading(path)
  try {
    await copy(database, unfinished, options)
    return nameBackup(unfinished, `${path}.v${version}.backup`)
  } finally {
    database.close()
    rmSync(unfinished, { force: true })
  }
}

async function copy(database: Database.Database, to: string, { signal, onProgress }: UpgradeOptions): Promise<void> {
  await database.backup(to, {
    progress: ({ totalPages: total, remainingPages }) => {
      signal?.throwIfAborted()
      onProgress?.({ what: 'copying', done: total - remainingPages, total })
      return PAGES_AT_ONCE
    },
  })
  signal?.throwIfAborted()
  const bytes =
    Number(database.pragma('page_count', { simple: true })) * Number(database.pragma('page_size', { simple: true }))
  if (statSync(to).size !== bytes) throw new Error(`the copy of the store has not its ${bytes} bytes`)
  sync(to)
}

/** Gives the copy the first name that is free, which it claims with an empty file. */
function nameBackup(unfinished: string, name: string): string {
  for (let i = 1; ; i++) {
    const backup = i === 1 ? name : `${name}.${i}`
    try {
      closeSync(openSync(backup, 'wx'))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue
      throw error
    }
    renameSync(unfinished, backup)
    syncFolder(dirname(backup))
    return backup
  }
}

async function keptOnlyIfDone(backup: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    rmSync(backup)
    throw error
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
