import type Database from 'better-sqlite3'
import { IndexRows } from './index-rows.ts'
import { BUSY_TIMEOUT_MS, openForWriting } from './open-database.ts'

/** From so many pages on the write-ahead log is checkpointed, before an append has to. */
const CHECKPOINT_PAGES = 500

/**
 * The connection that indexes are filled through. It throws at once where another one is writing, overwrites what it deletes, and its commits
 * may be lost in a power cut, whole ones and the latest only.
 */
export class IndexConnection {
  readonly database: Database.Database
  readonly rows: IndexRows
  readonly #statements: ReturnType<typeof prepareStatements>
  #dataVersion: unknown
  #checkpointedPages = 0

  constructor(path: string) {
    this.database = openForWriting(path, 'NORMAL')
    for (const pragma of ['busy_timeout = 0', 'secure_delete = ON', 'wal_autocheckpoint = 0'])
      this.database.pragma(pragma)
    this.rows = new IndexRows(this.database)
    this.#statements = prepareStatements(this.database)
  }

  /** Runs `work` in a write transaction. */
  write<Result>(work: () => Result): Result {
    return this.database.transaction(work).immediate()
  }

  /** {@link write} that waits while another connection is writing, as appends do. */
  writePatiently<Result>(work: () => Result): Result {
    this.database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    try {
      return this.write(work)
    } finally {
      this.database.pragma('busy_timeout = 0')
    }
  }

  head(): number {
    return this.#statements.head.get() ?? 0
  }

  /** Positions after one up to another whose events were purged. */
  purged(after: number, upTo: number): ReadonlySet<number> {
    return new Set(this.#statements.purged.all(after, upTo))
  }

  /** Of the file, that have something in them. */
  usedBytes(): number {
    return (this.#number('page_count') - this.#number('freelist_count')) * this.#number('page_size')
  }

  /** Whether another connection has committed since this was asked before. */
  othersCommitted(): boolean {
    const dataVersion = this.database.pragma('data_version', { simple: true })
    const changed = this.#dataVersion !== undefined && dataVersion !== this.#dataVersion
    this.#dataVersion = dataVersion
    return changed
  }

  /** Whether enough has gathered in the write-ahead log since it was last checkpointed, or that was tried. */
  isCheckpointDue(): boolean {
    const [, pages, checkpointed] = this.#statements.logPages.get() ?? [0, 0, 0]
    if (pages < this.#checkpointedPages) this.#checkpointedPages = 0
    return pages - Math.max(checkpointed, this.#checkpointedPages) >= CHECKPOINT_PAGES
  }

  /** Nobody's writing has to wait for it, but for that of this thread. */
  checkpoint(): void {
    this.database.pragma('wal_checkpoint(PASSIVE)')
    this.#checkpointedPages = this.#statements.logPages.get()?.[1] ?? 0
  }

  close(): void {
    this.database.close()
  }

  #number(pragma: string): number {
    return Number(this.database.pragma(pragma, { simple: true }))
  }
}

function prepareStatements(database: Database.Database) {
  return {
    head: database.prepare<[], number | null>('SELECT max(position) FROM events').pluck(),
    purged: database
      .prepare<[number, number], number>('SELECT position FROM purges WHERE position > ? AND position <= ?')
      .pluck(),
    logPages: database
      .prepare<[], [busy: number, pages: number, checkpointed: number]>('PRAGMA wal_checkpoint(NOOP)')
      .raw(),
  }
}
