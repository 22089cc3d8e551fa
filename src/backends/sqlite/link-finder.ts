import type Database from 'better-sqlite3'
import type { Direction } from '../../core/event-store-backend.ts'
import type { PositionRange } from './candidate-source.ts'

/** Which table of links: by what made an event happen, or by the work it is part of. */
export type LinkTable = 'causations' | 'correlations'

/**
 * Finds the events that link to something, by the key of what they link to (see linkKey): in the tables that are sorted by it, and among
 * the recent links, which it keeps in memory.
 */
export class LinkFinder {
  readonly #statements: ReturnType<typeof prepareStatements> | undefined
  readonly #sorted
  readonly #recent = { causations: new Map<string, number[]>(), correlations: new Map<string, number[]>() }
  #first: number | undefined
  #last = 0

  /** @param database a store of any version: one of the first has no recent links */
  constructor(database: Database.Database, schemaVersion: number) {
    this.#statements = schemaVersion < 2 ? undefined : prepareStatements(database)
    const sorted = (table: LinkTable, key: string, order: 'ASC' | 'DESC') =>
      database
        .prepare<[Buffer, number, number, number], number>(
          `SELECT position FROM ${table} WHERE ${key} = ? AND position > ? AND position <= ?
           ORDER BY position ${order} LIMIT ?`,
        )
        .pluck()
    const bothWays = (table: LinkTable, key: string) => ({
      forwards: sorted(table, key, 'ASC'),
      backwards: sorted(table, key, 'DESC'),
    })
    this.#sorted = {
      causations: bothWays('causations', 'cause'),
      correlations: bothWays('correlations', 'correlation'),
    }
  }

  /** The first `limit` positions after one whose event has a link with this key, in order. Other ids may have the same key. */
  positions(table: LinkTable, key: Buffer, after: number, limit: number): number[] {
    return this.within(table, key, { low: after, high: Number.MAX_SAFE_INTEGER }, 'forwards', limit)
  }

  /** The first `limit` such positions of a range, in reading order. */
  within(table: LinkTable, key: Buffer, { low, high }: PositionRange, direction: Direction, limit: number): number[] {
    // Recent links first: those that are moved meanwhile are then found where they went.
    const recent = this.#recentOf(table, key).filter((position) => position > low && position <= high)
    const sorted = this.#sorted[table][direction].all(key, low, high, limit)
    if (recent.length === 0) return sorted
    const sign = direction === 'forwards' ? 1 : -1
    return [...new Set([...sorted, ...recent])].sort((a, b) => sign * (a - b)).slice(0, limit)
  }

  #recentOf(table: LinkTable, key: Buffer): readonly number[] {
    this.#readRecent()
    return this.#recent[table].get(key.toString('latin1')) ?? []
  }

  #readRecent(): void {
    if (this.#statements === undefined) return
    const first = this.#statements.first.get()
    if (first !== this.#first) this.#forget(first)
    for (const [position, cause, correlation] of this.#statements.since.all(this.#last)) {
      if (cause !== null) add(this.#recent.causations, cause, position)
      if (correlation !== null) add(this.#recent.correlations, correlation, position)
      this.#last = position
    }
  }

  #forget(first: number | undefined): void {
    this.#recent.causations.clear()
    this.#recent.correlations.clear()
    this.#first = first
    this.#last = 0
  }
}

function add(links: Map<string, number[]>, key: Buffer, position: number): void {
  const text = key.toString('latin1')
  const positions = links.get(text)
  if (positions === undefined) links.set(text, [position])
  else positions.push(position)
}

function prepareStatements(database: Database.Database) {
  return {
    first: database.prepare<[], number>('SELECT position FROM recent_links ORDER BY position LIMIT 1').pluck(),
    since: database
      .prepare<[number], [number, Buffer | null, Buffer | null]>(
        'SELECT position, cause, correlation FROM recent_links WHERE position > ? ORDER BY position',
      )
      .raw(),
  }
}
