import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import { type Position, position } from '../../core/event.ts'
import { digestOf, eventChecksum, NO_SEAL, nextSeal, SEAL_EVENTS } from './checksum.ts'
import { eventIdText } from './event-id-blob.ts'
import { openForReading } from './open-database.ts'
import { storeError } from './sqlite-errors.ts'

/** How long one statement may read on: no read transaction lasts longer. */
const SLICE_MS = 50

/** Most faults that are told one by one. */
const MOST_FAULTS = 1000

interface LogFault {
  readonly position: Position
  /**
   * `missing`: no event there, though there are or were later ones. `checksum`: the event is not what was stored. `seal`: the thousand events that
   * end there are not those that were stored, or not after the same events. `log-time`: its log time runs backwards.
   */
  readonly kind: 'missing' | 'checksum' | 'seal' | 'log-time'
}

export interface LogAudit {
  readonly events: number
  readonly faultCount: number
  /** The first {@link MOST_FAULTS} of them. */
  readonly faults: readonly LogFault[]
}

export interface VerifyOptions {
  readonly signal?: AbortSignalLike
  readonly onProgress?: (verified: Position) => void
}

type StoredEvent = [
  position: number,
  stream: string | null,
  version: number,
  eventId: Buffer,
  type: string | null,
  schemaVersion: number,
  createdAtUs: number,
  logTimeUs: number,
  checksum: Buffer,
  data: Buffer,
  metadata: Buffer,
  dataDigest: Buffer | null,
  metadataDigest: Buffer | null,
]

/**
 * Reads a whole store of Epoch's own and recomputes every checksum and seal, up to the head as it is at the start.
 *
 * @throws EpochError `store-corrupt` where SQLite itself cannot read on; the signal's reason
 */
export async function verifyLog(path: string, { signal, onProgress }: VerifyOptions = {}): Promise<LogAudit> {
  const database = openForReading(path)
  try {
    const verifier = new LogVerifier(database)
    signal?.throwIfAborted()
    while (verifier.verifySlice()) {
      onProgress?.(verifier.verified)
      await nextTurn()
      signal?.throwIfAborted()
    }
    return verifier.audit()
  } catch (error) {
    throw storeError(error, path)
  } finally {
    database.close()
  }
}

class LogVerifier {
  readonly #faults: LogFault[] = []
  readonly #events
  readonly #seal
  readonly #lastOfStreams
  readonly #head: number
  #faultCount = 0
  #verified = 0
  #count = 0
  #logTimeUs = Number.NEGATIVE_INFINITY
  #checksums: Buffer[] = []
  #previousSeal: Uint8Array = NO_SEAL

  constructor(database: Database.Database) {
    this.#head = database.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck().get() ?? 0
    this.#lastOfStreams = database.prepare<[], number>('SELECT max(last_position) FROM streams').pluck()
    this.#seal = database.prepare<[number], Buffer>('SELECT seal FROM seals WHERE position = ?').pluck()
    this.#events = database
      .prepare<[number, number], StoredEvent>(
        `SELECT e.position, s.name, e.version, e.event_id, t.name, e.schema_version, e.created_at_us, e.log_time_us,
           e.checksum, CAST(e.data AS BLOB), CAST(e.metadata AS BLOB), p.data_digest, p.metadata_digest
         FROM events e LEFT JOIN streams s ON s.id = e.stream_id LEFT JOIN types t ON t.id = e.type_id
           LEFT JOIN purges p ON p.position = e.position
         WHERE e.position > ? AND e.position <= ? ORDER BY e.position`,
      )
      .raw()
  }

  get verified(): Position {
    return position(this.#verified)
  }

  /** @returns whether there is more */
  verifySlice(): boolean {
    const untilMs = performance.now() + SLICE_MS
    for (const event of this.#events.iterate(this.#verified, this.#head)) {
      this.#verify(event)
      if (performance.now() >= untilMs) break
    }
    return this.#verified < this.#head
  }

  /** Call last: the streams know of events past the head where the log's end was cut off. */
  audit(): LogAudit {
    if ((this.#lastOfStreams.get() ?? 0) > this.#head) this.#fault(this.#head + 1, 'missing')
    return { events: this.#count, faultCount: this.#faultCount, faults: this.#faults }
  }

  #verify(event: StoredEvent): void {
    const [at, , , , , , , logTimeUs, checksum] = event
    for (let missing = this.#verified + 1; missing < at; missing++) {
      this.#fault(missing, 'missing')
      this.#sealed(missing)
    }
    if (!checksumOf(event).equals(checksum)) this.#fault(at, 'checksum')
    if (logTimeUs < this.#logTimeUs) this.#fault(at, 'log-time')
    this.#logTimeUs = Math.max(this.#logTimeUs, logTimeUs)
    this.#checksums.push(checksum)
    this.#count++
    this.#sealed(at)
    this.#verified = at
  }

  /** Each seal is checked against the one that is stored before it, so that one fault does not run on. */
  #sealed(at: number): void {
    if (at % SEAL_EVENTS !== 0) return
    const stored = this.#seal.get(at)
    if (stored === undefined || !nextSeal(this.#previousSeal, this.#checksums).equals(stored)) this.#fault(at, 'seal')
    this.#previousSeal = stored ?? NO_SEAL
    this.#checksums = []
  }

  #fault(at: number, kind: LogFault['kind']): void {
    this.#faultCount++
    if (this.#faults.length < MOST_FAULTS) this.#faults.push({ position: position(at), kind })
  }
}

function checksumOf(event: StoredEvent): Buffer {
  const [at, stream, version, id, type, schemaVersion, createdAtUs, , , data, metadata, dataDigest, metadataDigest] =
    event
  return eventChecksum(
    {
      position: at,
      stream: stream ?? '',
      version,
      id: eventIdText(id),
      type: type ?? '',
      schemaVersion,
      createdAtUs,
    },
    dataDigest?.toString('hex') ?? digestOf(data),
    metadataDigest?.toString('hex') ?? digestOf(metadata),
  )
}
