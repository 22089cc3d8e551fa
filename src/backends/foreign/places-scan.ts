import type Database from 'better-sqlite3'
import type { StreamName } from '../../core/event.ts'
import type { EventOfRow } from './event-of-row.ts'
import type { FittedKind } from './fitted-kind.ts'
import {
  areEvents,
  EVENTS,
  firstOrder,
  lastOrder,
  nameExpression,
  nameWithCare,
  ofEvents,
  quoted,
  streamValues,
  versionExpression,
} from './foreign-row.ts'
import { isSameName } from './name-key.ts'
import type { RowKey } from './places-file.ts'
import { hasIndexOn } from './read-schema.ts'

/** Rows read in one go where that can be: the longest that another program's log must wait for. */
export const PART_ROWS = 20_000

/** Where reading has come to: the order, if the store has one of its own, and the row id of the last row that has a place. */
export type Reached = readonly unknown[]

/** The row ids of the rows that get places in one go; what other programs add meanwhile comes after them. */
export interface Span {
  /** Exclusive; nothing in the first one. */
  readonly above: bigint | undefined
  readonly upTo: bigint
}

interface ScanOptions {
  /** The columns that make up a row's key, as SQL. */
  readonly keyColumns: readonly string[]
  /** Whether rows have no place whose row id cannot be a position. */
  readonly haveOwnPositions: boolean
}

/** Reads of each row of a table of events what its place needs: its key, its order, its version, its stream. */
export class PlacesScan {
  readonly isInParts: boolean
  readonly #database: Database.Database
  readonly #fitted: FittedKind
  readonly #keyColumns: readonly string[]
  readonly #values: readonly string[]
  readonly #order: string
  readonly #from: string

  constructor(database: Database.Database, fitted: FittedKind, { keyColumns, haveOwnPositions }: ScanOptions) {
    this.#database = database
    this.#fitted = fitted
    this.#keyColumns = keyColumns
    const { kind, keys } = fitted
    const { order, stream } = kind.parts
    this.#values = stream.in === 'links' ? [ofEvents(stream.event)] : streamValues(stream)
    this.#order = order.by === 'column' ? orderExpression(fitted, order.column) : '0'
    this.isInParts =
      keys.rowId !== undefined && (order.by === 'rows' || this.#isByRowId() || this.#isIndexed(order.column))
    const conditions = [
      areEvents(kind),
      ...(order.by === 'column' ? [`${this.#order} IS NOT NULL`] : []),
      ...(haveOwnPositions
        ? keyColumns.map((rowId) => `+${rowId} BETWEEN ${firstOrder(kind)} AND ${lastOrder(kind)}`)
        : []),
    ]
    this.#from = `FROM ${quoted(kind.table)} AS ${EVENTS} WHERE ${conditions.join(' AND ')}`
  }

  count(): number {
    return Number(this.#database.prepare<[], bigint>(`SELECT count(*) ${this.#from}`).pluck().get() ?? 0n)
  }

  rowsWithoutOrder(): number {
    if (this.#fitted.kind.parts.order.by === 'rows') return 0
    const sql = `SELECT count(*) FROM ${quoted(this.#fitted.kind.table)} AS ${EVENTS} WHERE ${areEvents(this.#fitted.kind)} AND ${this.#order} IS NULL`
    return Number(this.#database.prepare<[], bigint>(sql).pluck().get() ?? 0n)
  }

  lastRowId(): bigint | undefined {
    const { keys, kind } = this.#fitted
    const sql = `SELECT max(${quoted(keys.rowId ?? '')}) FROM ${quoted(kind.table)}`
    return this.#database.prepare<[], bigint | null>(sql).pluck().get() ?? undefined
  }

  /** All rows of a table without row ids, in the store's order and that of its key. */
  all(): Iterable<readonly unknown[]> {
    return this.#rows('', [...this.#storeOrder(), ...this.#keyColumns], [])
  }

  /** Rows of a span in the store's order, after those that were reached; where the table can be read in parts, one part of them. */
  within({ above, upTo }: Span, reached: Reached = []): Iterable<readonly unknown[]> {
    const rowId = this.#keyColumns.join()
    // A plus keeps SQLite from looking rows up by that column: by what comes after the others it is quick.
    const [order, bounded] =
      above === undefined ? [this.#storeOrder(), `+${rowId}`] : [this.#storeOrder().map((one) => `+${one}`), rowId]
    const ordered = [...order, rowId]
    const conditions = [
      `AND ${bounded} <= ?`,
      ...(above === undefined ? [] : [`AND ${bounded} > ?`]),
      ...(reached.length === 0 ? [] : [`AND (${ordered.join(', ')}) > (${ordered.map(() => '?').join(', ')})`]),
    ]
    return this.#rows(conditions.join(' '), ordered, [upTo, ...(above === undefined ? [] : [above]), ...reached])
  }

  /** What rows are ordered by before their key. */
  #storeOrder(): string[] {
    return this.#fitted.kind.parts.order.by === 'rows' || this.#isByRowId() ? [] : [this.#order]
  }

  /** Whether the column that gives the order is the row id. */
  #isByRowId(): boolean {
    const { kind, keys } = this.#fitted
    const { order } = kind.parts
    return order.by === 'column' && isSameName(order.column, keys.rowIdColumn)
  }

  /** Whether SQLite has the rows in the store's order at hand: an index of digits as text is not in the order of their numbers. */
  #isIndexed(column: string): boolean {
    return this.#order === ofEvents(column) && hasIndexOn(this.#database, this.#fitted.kind.table, column)
  }

  #rows(conditions: string, ordered: readonly string[], values: readonly unknown[]): Iterable<readonly unknown[]> {
    const name = this.#fitted.kind.parts.stream.in === 'links' ? (value: string) => value : nameExpression
    const selected = [...this.#keyColumns, this.#order, versionExpression(this.#fitted.kind), ...this.#values.map(name)]
    const limit = this.isInParts ? `LIMIT ${PART_ROWS}` : ''
    return this.#database
      .prepare<unknown[], unknown[]>(
        `SELECT ${selected.join(', ')} ${this.#from} ${conditions} ORDER BY ${ordered.join(', ')} ${limit}`,
      )
      .raw()
      .iterate(...values)
  }

  keyOf(row: readonly unknown[]): RowKey {
    return row.slice(0, this.#keyColumns.length)
  }

  /** @param row of a table with row ids */
  reachedBy(row: readonly unknown[]): Reached {
    return this.#storeOrder().length === 0 ? [row[0]] : [row[this.#keyColumns.length], row[0]]
  }

  versionOf(row: readonly unknown[]): unknown {
    return row[this.#keyColumns.length + 1]
  }

  /** The value by which links name the row. */
  linkOf(row: readonly unknown[]): unknown {
    return row[this.#keyColumns.length + 2]
  }

  streamOf(row: readonly unknown[], events: EventOfRow): StreamName {
    return events.plainStreamName(row, this.#keyColumns.length + 2) ?? this.#streamWithCare(row, events)
  }

  #streamWithCare(row: readonly unknown[], events: EventOfRow): StreamName {
    const values = this.#fitted.kind.parts.stream.in === 'links' ? [] : this.#values
    if (values.length === 0) return events.streamName(['null', 0n, null], 0)
    const stored = this.#database
      .prepare<unknown[], unknown[]>(
        `SELECT ${values.map(nameWithCare).join(', ')} FROM ${quoted(this.#fitted.kind.table)} AS ${EVENTS}
          WHERE ${this.#keyColumns.map((column) => `${column} = ?`).join(' AND ')}`,
      )
      .raw()
      .get(...this.keyOf(row))
    return events.streamName(stored ?? ['null', 0n, null, 'null', 0n, null], 0)
  }
}

/** What rows are ordered by: numbers, also where the column keeps their digits as text. */
export function orderExpression({ columns }: Pick<FittedKind, 'columns'>, name: string): string {
  const declared = columns.find((column) => isSameName(column.name, name))?.type ?? ''
  const isNumeric = !/CHAR|CLOB|TEXT|BLOB/i.test(declared) && declared !== ''
  return isNumeric ? ofEvents(name) : `CAST(${ofEvents(name)} AS INTEGER)`
}
