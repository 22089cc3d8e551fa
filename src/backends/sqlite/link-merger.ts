import type Database from 'better-sqlite3'

/** How many positions of links are let gather before it is time to move them. */
const GATHERED = 65_536

/** How many rows one statement of a step reads. */
const ROWS_AT_ONCE = 8192

/** How long a step may write. */
const STEP_MS = 15

type Link = 'cause' | 'correlation'

interface Merge {
  /** The last position that this merge moves. */
  readonly upTo: number
  /** Positions of events with a link, roughly in order of what they link to. */
  readonly order: Record<Link, Float64Array>
  readonly moved: Record<Link, number>
}

/**
 * Moves links from `recent_links` to `causations` and `correlations`, many at a time and in order of what they link to, so that each page
 * there changes once for many links. It does so in short steps; between them, and after a crash, links are found in one table, the other
 * or both. Positions are looked up again as they are moved, so that a link that was purged meanwhile stays away.
 */
export class LinkMerger {
  readonly #database: Database.Database
  readonly #statements: ReturnType<typeof prepareStatements>
  #merge: Merge | undefined

  constructor(database: Database.Database) {
    this.#database = database
    this.#statements = prepareStatements(database)
  }

  /** Whether a merge is under way or enough has gathered for one. */
  get isDue(): boolean {
    if (this.#merge !== undefined) return true
    return (this.#statements.last.get() ?? 0) - (this.#statements.first.get() ?? 0) >= GATHERED
  }

  /** Whether so much has gathered that it must not wait any longer. */
  get isOverdue(): boolean {
    return (this.#statements.last.get() ?? 0) - (this.#statements.first.get() ?? 0) >= 4 * GATHERED
  }

  /** Does a part of a merge, in one transaction of its own, and begins one where none is under way. @returns whether there is more to do */
  step(): boolean {
    const merge = this.#merge ?? this.#begin()
    this.#merge = merge
    const more = this.#database.transaction(() => this.#moveSome(merge) || this.#deleteSome(merge.upTo)).immediate()
    if (!more) this.#merge = undefined
    return more
  }

  #begin(): Merge {
    const [first, last] = [this.#statements.first.get() ?? 0, this.#statements.last.get() ?? 0]
    const upTo = Math.min(last, first + GATHERED)
    return {
      upTo,
      order: { cause: this.#order('cause', upTo), correlation: this.#order('correlation', upTo) },
      moved: { cause: 0, correlation: 0 },
    }
  }

  /**
   * Sorted by the first 5 bytes of the key: that puts neighbours together, and leaves room beside it in 64 bits for the place among the rows.
   */
  #order(link: Link, upTo: number): Float64Array {
    const positions: number[] = []
    const keys: bigint[] = []
    let after = 0
    for (;;) {
      const rows = this.#statements.keys[link].all(after, upTo, ROWS_AT_ONCE)
      for (const [position, key] of rows) {
        keys.push((BigInt(key.readUIntBE(0, 5)) << 24n) | BigInt(positions.length))
        positions.push(position)
        after = position
      }
      if (rows.length < ROWS_AT_ONCE) break
    }
    const sorted = BigUint64Array.from(keys).sort()
    return Float64Array.from(sorted, (packed) => positions[Number(packed & 0xffffffn)] ?? 0)
  }

  /** @returns whether it moved anything */
  #moveSome({ order, moved }: Merge): boolean {
    const untilMs = performance.now() + STEP_MS
    let movedAny = false
    for (const link of ['cause', 'correlation'] as const) {
      const positions = order[link]
      while (moved[link] < positions.length) {
        this.#statements.move[link].run(positions[moved[link]] ?? 0)
        moved[link]++
        movedAny = true
        if (moved[link] % 64 === 0 && performance.now() >= untilMs) return true
      }
    }
    return movedAny
  }

  /** @returns whether there is more to delete */
  #deleteSome(upTo: number): boolean {
    return this.#statements.deleteSome.run(upTo, ROWS_AT_ONCE).changes === ROWS_AT_ONCE
  }
}

function prepareStatements(database: Database.Database) {
  const keys = (link: Link) =>
    database
      .prepare<[number, number, number], [number, Buffer]>(
        `SELECT position, ${link} FROM recent_links
         WHERE position > ? AND position <= ? AND ${link} IS NOT NULL ORDER BY position LIMIT ?`,
      )
      .raw()
  const move = (link: Link, table: string) =>
    database.prepare<[number]>(
      `INSERT OR IGNORE INTO ${table} SELECT ${link}, position FROM recent_links WHERE position = ? AND ${link} IS NOT NULL`,
    )
  return {
    first: database.prepare<[], number>('SELECT position FROM recent_links ORDER BY position LIMIT 1').pluck(),
    last: database.prepare<[], number>('SELECT position FROM recent_links ORDER BY position DESC LIMIT 1').pluck(),
    keys: { cause: keys('cause'), correlation: keys('correlation') },
    move: { cause: move('cause', 'causations'), correlation: move('correlation', 'correlations') },
    deleteSome: database.prepare<[number, number]>(
      `DELETE FROM recent_links WHERE position IN
         (SELECT position FROM recent_links WHERE position <= ? ORDER BY position LIMIT ?)`,
    ),
  }
}
