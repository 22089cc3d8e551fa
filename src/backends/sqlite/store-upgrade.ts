import { rmSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import { EpochError } from '../../core/errors.ts'
import { backupStore } from './backup.ts'
import { EPOCH_SCHEMA_VERSION, migrate, userVersion } from './epoch-schema.ts'
import { openForUpgrade } from './open-database.ts'
import { checkSegments, fillSegments } from './segment-filling.ts'
import { storeError } from './sqlite-errors.ts'

interface UpgradeProgress {
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
    database.exec('COMMIT')
    database.pragma('wal_checkpoint(TRUNCATE)')
    return { from, to: EPOCH_SCHEMA_VERSION, backup }
  } catch (error) {
    throw storeError(error, path)
  } finally {
    database.close()
  }
}

/** In the transaction under way, which closing the database rolls back where this fails. */
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
}

/** While the store is locked for writing, so that the copy is what is upgraded. @returns the path of the copy, the first that was free */
async function copyBeside(path: string, version: number, { signal, onProgress }: UpgradeOptions): Promise<string> {
  for (let i = 1; ; i++) {
    const backup = `${path}.v${version}.backup${i === 1 ? '' : `.${i}`}`
    try {
      await backupStore(path, backup, {
        ...(signal && { signal }),
        onProgress: ({ what, done, total }) => {
          if (what === 'copying') onProgress?.({ what, done, total })
        },
      })
      return backup
    } catch (error) {
      if (!(error instanceof EpochError) || error.code !== 'file-exists') throw error
    }
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
