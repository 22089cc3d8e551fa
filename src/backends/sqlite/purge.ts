import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import { EpochError, StoreReadOnly } from '../../core/errors.ts'
import { type Position, position, type StreamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import { digestOf } from './checksum.ts'
import { EPOCH_SCHEMA_VERSION, userVersion } from './epoch-schema.ts'
import { removeFromIndexes } from './index-removal.ts'
import { removeLinks } from './link-tables.ts'
import { openForWriting } from './open-database.ts'
import { NO_PAYLOAD } from './purged-payload.ts'
import { storeError } from './sqlite-errors.ts'

/** How long one transaction may go on: others wait for it. */
const TRANSACTION_MS = 20

const POSITIONS_AT_ONCE = 1000

/** How often emptying the write-ahead log is tried while another program reads from it; each waits for five seconds. */
const CHECKPOINTS = 3

export type PurgeTarget =
  | { readonly kind: 'positions'; readonly positions: readonly Position[] }
  | { readonly kind: 'stream'; readonly stream: StreamName }

export interface PurgeOptions {
  /** Who purges, as it is kept and shown. */
  readonly purgerId: string
  readonly signal?: AbortSignalLike
  /** Told how many events have been looked at so far. */
  readonly onProgress?: (events: number) => void
}

export interface PurgeResult {
  readonly purged: number
  /** Events that had been purged before. */
  readonly already: number
  /** Whether the write-ahead log was emptied, which has the text until then; if not, another program was reading, and the same purge tries again. */
  readonly logEmptied: boolean
}

/**
 * Empties data and metadata of events for good and keeps when that was, who did it, and the digests that keep the log verifiable. What is found by
 * what was in them is gone as well, and the text is overwritten in the file. The store may be open elsewhere: it happens in short
 * transactions, and what was purged before an interruption stays so.
 *
 * @throws EpochError `not-found` where one of the positions or the stream is not there, before anything is written; `store-too-new`, `store-read-only`;
 * the signal's reason
 */
export async function purgeEvents(path: string, target: PurgeTarget, options: PurgeOptions): Promise<PurgeResult> {
  const database = openForWriting(path, 'FULL')
  try {
    if (userVersion(database) < EPOCH_SCHEMA_VERSION)
      throw new StoreReadOnly('an older Epoch made it; bring it up with epoch upgrade')
    const purge = new Purge(database, options.purgerId)
    purge.checkThere(target)
    let looked = 0
    for (const positions of purge.positionsOf(target)) {
      for (let done = 0; done < positions.length; ) {
        options.signal?.throwIfAborted()
        done += purge.empty(positions.slice(done))
        options.onProgress?.(looked + done)
        await nextTurn()
      }
      looked += positions.length
    }
    return { purged: purge.purged, already: looked - purge.purged, logEmptied: emptyLog(database) }
  } catch (error) {
    throw storeError(error, path)
  } finally {
    database.close()
  }
}

class Purge {
  purged = 0
  readonly #database: Database.Database
  readonly #purgerId: string
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(database: Database.Database, purgerId: string) {
    database.pragma('secure_delete = ON')
    this.#database = database
    this.#purgerId = purgerId
    this.#statements = prepareStatements(database)
  }

  /** @throws EpochError `not-found` */
  checkThere(target: PurgeTarget): void {
    if (target.kind === 'stream') {
      if (this.#statements.versions.get(target.stream, 0, 1) === undefined)
        throw missing(`there is no stream ${target.stream}`)
      return
    }
    const absent = target.positions.find((at) => this.#statements.isThere.get(at) === undefined)
    if (absent !== undefined) throw missing(`there is no event at position ${absent}`)
  }

  /** In parts. */
  *positionsOf(target: PurgeTarget): Generator<readonly Position[], void> {
    if (target.kind === 'positions') {
      yield [...new Set(target.positions)]
      return
    }
    let after = 0
    for (;;) {
      const part = this.#statements.versions.all(target.stream, after, POSITIONS_AT_ONCE)
      if (part.length === 0) return
      yield part.map(([, at]) => position(at))
      after = part.at(-1)?.[0] ?? after
    }
  }

  /** Empties the first of these events, in one transaction. @returns how many */
  empty(positions: readonly Position[]): number {
    const untilMs = performance.now() + TRANSACTION_MS
    const run = this.#database.transaction(() => {
      let [done, purged] = [0, 0]
      for (const at of positions) {
        if (this.#emptyOne(at)) purged++
        done++
        if (performance.now() >= untilMs) break
      }
      return { done, purged }
    })
    const { done, purged } = run.immediate()
    this.purged += purged
    return done
  }

  /** @returns false for an event that was purged before */
  #emptyOne(at: Position): boolean {
    const { payload, mark, isPurged, empty } = this.#statements
    const stored = payload.get(at)
    if (stored === undefined || isPurged.get(at) !== undefined) return false
    const [data, metadata] = stored
    removeLinks(this.#database, at, metadata.toString() as JsonText)
    removeFromIndexes(this.#database, at, data.toString(), metadata.toString())
    const digests = [data, metadata].map((bytes) => Buffer.from(digestOf(bytes), 'hex'))
    mark.run(at, Date.now() * 1000, this.#purgerId, ...digests)
    empty.run(NO_PAYLOAD.data, NO_PAYLOAD.metadata, at)
    return true
  }
}

function prepareStatements(database: Database.Database) {
  return {
    isThere: database.prepare<[number], number>('SELECT 1 FROM events WHERE position = ?').pluck(),
    isPurged: database.prepare<[number], number>('SELECT 1 FROM purges WHERE position = ?').pluck(),
    versions: database
      .prepare<[string, number, number], [version: number, position: number]>(
        `SELECT version, position FROM events WHERE stream_id = (SELECT id FROM streams WHERE name = ?) AND version > ?
         ORDER BY version LIMIT ?`,
      )
      .raw(),
    payload: database
      .prepare<[number], [Buffer, Buffer]>(
        'SELECT CAST(data AS BLOB), CAST(metadata AS BLOB) FROM events WHERE position = ?',
      )
      .raw(),
    mark: database.prepare('INSERT INTO purges VALUES (?, ?, ?, ?, ?)'),
    empty: database.prepare<[string, string, number]>('UPDATE events SET data = ?, metadata = ? WHERE position = ?'),
  }
}

/** Moves the write-ahead log into the file and cuts it off. */
function emptyLog(database: Database.Database): boolean {
  for (let attempt = 0; attempt < CHECKPOINTS; attempt++) {
    const busy = database.prepare<[], [busy: number]>('PRAGMA wal_checkpoint(TRUNCATE)').raw().get()?.[0]
    if (busy === 0) return true
  }
  return false
}

function missing(said: string): EpochError {
  return new EpochError('not-found', said)
}
