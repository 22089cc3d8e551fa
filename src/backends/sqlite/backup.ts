import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type Database from 'better-sqlite3'
import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import { EpochError } from '../../core/errors.ts'
import { type Position, position } from '../../core/event.ts'
import { checkFree, publishFile } from '../publish-file.ts'
import { openForReading } from './open-database.ts'
import { storeError, withStoreErrors } from './sqlite-errors.ts'

/** How long a step may take: pages are copied in as many at a time as that allows. */
const STEP_MS = 50
const FIRST_STEP_PAGES = 256

/** How often the copy is begun anew because another program has written, before it holds on to the state that it began with. */
const MOST_RESTARTS = 2

export interface BackupOptions {
  readonly signal?: AbortSignalLike
  readonly onProgress?: (progress: BackupProgress) => void
}

export interface BackupProgress {
  readonly what: 'copying' | 'verifying'
  /** In pages of the database. */
  readonly done: number
  readonly total: number
}

export interface Backup {
  /** The last event that is in it. */
  readonly head: Position
  readonly bytes: number
}

/**
 * Copies a store of Epoch's own as it is at one moment, while it may be open and written to, into a new file, which is on disk and
 * verified when this resolves. The file gets its name last, so that none of that name is half a copy.
 *
 * SQLite begins the copy anew when another program writes meanwhile. Where that happens again and again, one read transaction is kept
 * open until the end, and what is written meanwhile stays in the store's write-ahead log for as long.
 *
 * @throws EpochError `file-exists` where there is a file of that name; `store-corrupt` where the copy does not pass SQLite's check,
 * `disk-full`; the signal's reason
 */
export async function backupStore(path: string, file: string, options: BackupOptions = {}): Promise<Backup> {
  const target = resolve(file)
  checkFree(target)
  if (!existsSync(dirname(target)))
    throw new EpochError('store-not-found', `${dirname(target)}: there is no such folder`, { path: target })
  const partial = `${target}.${randomUUID().slice(0, 8)}.partial`
  const source = openForReading(path)
  try {
    reserve(partial, path)
    await new Copy(source, options).into(partial)
    options.onProgress?.({ what: 'verifying', done: 0, total: 1 })
    const head = verify(partial, source)
    options.signal?.throwIfAborted()
    publishFile(partial, target)
    return { head, bytes: statSync(target).size }
  } catch (error) {
    throw storeError(error, target)
  } finally {
    source.close()
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${end}`, { force: true })
  }
}

class Copy {
  readonly #source: Database.Database
  readonly #options: BackupOptions
  #pages = FIRST_STEP_PAGES
  #stepMs = performance.now()
  #remaining = Number.POSITIVE_INFINITY
  #restarts = 0

  constructor(source: Database.Database, options: BackupOptions) {
    this.#source = source
    this.#options = options
  }

  async into(target: string): Promise<void> {
    await this.#source.backup(target, { progress: (progress) => this.#step(progress) })
    if (this.#source.inTransaction) this.#source.exec('COMMIT')
  }

  /** Called after each step. @returns how many pages the next one copies */
  #step({ totalPages, remainingPages }: Database.BackupMetadata): number {
    const { signal, onProgress } = this.#options
    signal?.throwIfAborted()
    onProgress?.({ what: 'copying', done: totalPages - remainingPages, total: totalPages })
    if (remainingPages > this.#remaining && ++this.#restarts === MOST_RESTARTS) this.#holdOn()
    this.#remaining = remainingPages
    const now = performance.now()
    const tookMs = now - this.#stepMs
    this.#stepMs = now
    if (tookMs > STEP_MS / 2) this.#pages = Math.max(16, Math.floor(this.#pages / 2))
    else if (tookMs < STEP_MS / 5) this.#pages = Math.min(16_384, this.#pages * 2)
    return this.#pages
  }

  /** From here on the source stays as it is now, for this connection. */
  #holdOn(): void {
    this.#source.exec('BEGIN')
    this.#source.prepare('SELECT 1 FROM sqlite_schema').get()
  }
}

/** Makes an empty file that the same people may read as may read the store. */
function reserve(partial: string, path: string): void {
  closeSync(withStoreErrors(partial, () => openSync(partial, 'wx', statSync(path).mode & 0o777)))
}

/** @returns the copy's head, which is an event of the source. @throws EpochError `store-corrupt` */
function verify(partial: string, source: Database.Database): Position {
  const copy = openForReading(partial)
  try {
    const finding = String(copy.prepare('PRAGMA quick_check(1)').pluck().get())
    const last = copy
      .prepare<[], [number, Buffer]>('SELECT position, checksum FROM events ORDER BY position DESC LIMIT 1')
      .raw()
      .get()
    if (finding === 'ok' && last === undefined) return position(0)
    const original = source
      .prepare<[number], Buffer>('SELECT checksum FROM events WHERE position = ?')
      .pluck()
      .get(last?.[0] ?? 0)
    if (finding === 'ok' && last !== undefined && original?.equals(last[1])) return position(last[0])
    const why = finding === 'ok' ? 'its last event is not that of the store' : finding
    throw new EpochError('store-corrupt', `the copy is damaged, and was deleted: ${why}; audit the store`)
  } finally {
    copy.close()
  }
}
