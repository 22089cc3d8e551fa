import type Database from 'better-sqlite3'

/** Events that one mark stands for: so many are counted at most to find a row between two. */
const MARK_EVENTS = 8192

/** The order of the `count`th event of the log. */
interface CountMark {
  readonly count: number
  readonly order: number
}

interface CountedTable {
  /** With the name by which `order` and `isEvent` know it. */
  readonly table: string
  /** A whole number, which no two rows share. */
  readonly order: string
  readonly isEvent: string
  /** The lowest that an event's order may be. */
  readonly first: number
}

/**
 * How many events a log has up to any place in its order, and where its nth one stands. The first question about a part of the log reads it once; later
 * ones go by the marks that this left.
 */
export class RowCounts {
  readonly #none: CountMark
  readonly #marks: CountMark[]
  readonly #next: Database.Statement<[bigint, bigint], [bigint, bigint | null]>
  readonly #count: Database.Statement<[bigint, bigint], bigint>
  readonly #nth: Database.Statement<[bigint, bigint], bigint>

  constructor(database: Database.Database, { table, order, isEvent, first }: CountedTable) {
    this.#none = { count: 0, order: first - 1 }
    this.#marks = [this.#none]
    this.#next = database
      .prepare<[bigint, bigint], [bigint, bigint | null]>(
        `SELECT count(*), max(found) FROM (SELECT ${order} AS found FROM ${table}
          WHERE ${isEvent} AND ${order} > ? ORDER BY ${order} LIMIT ?)`,
      )
      .raw()
    this.#count = database
      .prepare<[bigint, bigint], bigint>(
        `SELECT count(*) FROM ${table} WHERE ${isEvent} AND ${order} > ? AND ${order} <= ?`,
      )
      .pluck()
    this.#nth = database
      .prepare<[bigint, bigint], bigint>(
        `SELECT ${order} FROM ${table} WHERE ${isEvent} AND ${order} > ?
          ORDER BY ${order} LIMIT 1 OFFSET ?`,
      )
      .pluck()
  }

  /** @param beat called after each part of the log that is counted for the first time */
  countUpTo(order: number, beat: () => void): number {
    while (this.#last().order < order && this.#markNext()) beat()
    const mark = this.#markBefore((one) => one.order <= order)
    if (mark.order === order) return mark.count
    return mark.count + Number(this.#count.get(BigInt(mark.order), BigInt(order)) ?? 0n)
  }

  /** The order of the `row`th event, from 1; nothing where there are fewer. */
  orderOfRow(row: number, beat: () => void): number | undefined {
    while (this.#last().count < row && this.#markNext()) beat()
    const mark = this.#markBefore((one) => one.count < row)
    const order = this.#nth.get(BigInt(mark.order), BigInt(row - mark.count - 1))
    return order === undefined ? undefined : Number(order)
  }

  /** Counts on to the next mark. @returns whether there were events enough for one */
  #markNext(): boolean {
    const last = this.#last()
    const [count, order] = this.#next.get(BigInt(last.order), BigInt(MARK_EVENTS)) ?? [0n, null]
    if (order === null || count < MARK_EVENTS) return false
    this.#marks.push({ count: last.count + MARK_EVENTS, order: Number(order) })
    return true
  }

  #last(): CountMark {
    return this.#marks.at(-1) ?? this.#none
  }

  /** The last mark that fits; marks that fit stand before those that do not. */
  #markBefore(fits: (mark: CountMark) => boolean): CountMark {
    let [low, high] = [0, this.#marks.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (fits(this.#marks[middle] ?? this.#none)) low = middle
      else high = middle - 1
    }
    return this.#marks[low] ?? this.#none
  }
}
