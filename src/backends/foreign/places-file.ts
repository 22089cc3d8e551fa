import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Direction } from '../../core/event-store-backend.ts'
import type { StreamPlace } from './foreign-contract.ts'
import { RowCounts } from './row-counts.ts'

/** What tells a row of a foreign table from all others: its row id, or the values of its primary key. */
export type RowKey = readonly unknown[]

export interface PlaceRow {
  readonly position: number
  readonly stream: number
  readonly version: number
  readonly key: RowKey
}

type StoredPlace = [position: bigint, stream: bigint, version: bigint, ...key: unknown[]]

const CACHE_KIB = 64 * 1024

/**
 * A private database of the positions that Epoch made for the rows of a foreign one: which row stands at each, in which stream, as which version.
 * Streams are numbers. It lives as long as its process and is of no use after.
 */
export class PlacesFile {
  readonly #database: Database.Database
  readonly #insert: Database.Statement<unknown[], unknown>
  readonly #key: string
  readonly #at: Database.Statement<[bigint], StoredPlace>
  readonly #hasKey: Database.Statement<unknown[], bigint>
  readonly #counts: RowCounts
  readonly #indexes: readonly string[]
  #head = 0
  #size = 0

  /**
   * @param keyColumns how many values a row's key has
   * @param keysAreSought whether {@link has} will be asked
   */
  constructor(path: string, keyColumns: number, keysAreSought: boolean) {
    for (const end of ['', '-journal']) rmSync(`${path}${end}`, { force: true })
    this.#database = new Database(path)
    for (const pragma of [
      'journal_mode = OFF',
      'synchronous = OFF',
      'locking_mode = EXCLUSIVE',
      `cache_size = -${CACHE_KIB}`,
    ])
      this.#database.pragma(pragma)
    this.#database.defaultSafeIntegers(true)
    const names = Array.from({ length: keyColumns }, (_, i) => `key${i}`)
    this.#key = names.join(', ')
    this.#database.exec(
      `CREATE TABLE places(position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, ${this.#key})`,
    )
    this.#database.exec('CREATE INDEX IF NOT EXISTS places_in_stream ON places(stream, version)')
    this.#indexes = [
      'CREATE INDEX IF NOT EXISTS places_in_stream ON places(stream, version)',
      ...(keysAreSought ? [`CREATE UNIQUE INDEX IF NOT EXISTS places_by_key ON places(${this.#key})`] : []),
    ]
    this.#insert = this.#database.prepare(
      `INSERT INTO places(position, stream, version, ${this.#key}) VALUES (?, ?, ?, ${names.map(() => '?').join(', ')})`,
    )
    this.#counts = new RowCounts(this.#database, { table: 'places', order: 'position', isEvent: '1', first: 1 })
    this.#at = this.#database.prepare<[bigint], StoredPlace>(`${this.#select()} WHERE position = ?`).raw()
    this.#hasKey = this.#database
      .prepare<unknown[], bigint>(`SELECT 1 FROM places WHERE ${names.map((name) => `${name} = ?`).join(' AND ')}`)
      .pluck()
  }

  /** The last position; 0 when there is none. */
  get head(): number {
    return this.#head
  }

  /** How many places there are. */
  get size(): number {
    return this.#size
  }

  /** Does what adds places in one transaction. */
  adding(add: () => void): void {
    this.#database.exec('BEGIN')
    try {
      add()
    } finally {
      this.#database.exec('COMMIT')
    }
  }

  /** Makes what streams and keys are found by: after the first places, since sorting them once is quicker than one by one. */
  index(beat: () => void): void {
    for (const index of this.#indexes) {
      this.#database.exec(index)
      beat()
    }
  }

  /** @param position after all that are there */
  add({ position, stream, version, key }: PlaceRow): void {
    this.#insert.run(position, stream, version, ...key)
    this.#head = position
    this.#size++
  }

  countUpTo(position: number, beat: () => void): number {
    return position >= this.#head ? this.#size : this.#counts.countUpTo(position, beat)
  }

  positionOfRow(row: number, beat: () => void): number | undefined {
    return row >= 1 && row <= this.#size ? this.#counts.orderOfRow(row, beat) : undefined
  }

  /** The last position at or before another; 0 where there is none. */
  lastUpTo(position: bigint): number {
    const last = this.#database
      .prepare<[bigint], bigint>('SELECT position FROM places WHERE position <= ? ORDER BY position DESC LIMIT 1')
      .pluck()
      .get(position)
    return Number(last ?? 0n)
  }

  has(key: RowKey): boolean {
    return this.#hasKey.get(...key) !== undefined
  }

  at(position: number): PlaceRow | undefined {
    const row = this.#at.get(BigInt(position))
    return row && placeRow(row)
  }

  *between(low: number, high: number, direction: Direction): Iterable<PlaceRow> {
    const order = direction === 'forwards' ? 'ASC' : 'DESC'
    const rows = this.#database
      .prepare<[bigint, bigint], StoredPlace>(
        `${this.#select()} WHERE position BETWEEN ? AND ? ORDER BY position ${order}`,
      )
      .raw()
      .iterate(BigInt(low), BigInt(high))
    for (const row of rows) yield placeRow(row)
  }

  /** Places of a stream, those without a version not among them. */
  *inStream(stream: number, after: StreamPlace, direction: Direction): Iterable<PlaceRow> {
    const [than, order] = direction === 'forwards' ? ['>', 'ASC'] : ['<', 'DESC']
    const rows = this.#database
      .prepare<[bigint, bigint, bigint], StoredPlace>(
        `${this.#select()} WHERE stream = ? AND version > 0 AND (version, position) ${than} (?, ?)
          ORDER BY version ${order}, position ${order}`,
      )
      .raw()
      .iterate(BigInt(stream), BigInt(after.version), BigInt(after.position))
    for (const row of rows) yield placeRow(row)
  }

  close(): void {
    this.#database.close()
  }

  #select(): string {
    return `SELECT position, stream, version, ${this.#key} FROM places`
  }
}

function placeRow([position, stream, version, ...key]: StoredPlace): PlaceRow {
  return { position: Number(position), stream: Number(stream), version: Number(version), key }
}
