import Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { StreamName } from '../../core/event.ts'
import type { Direction } from '../../core/event-store-backend.ts'
import type { FittedKind } from './fitted-kind.ts'
import type { StreamPlace } from './foreign-contract.ts'
import {
  allSelected,
  areEvents,
  EVENTS,
  firstOrder,
  lastOrder,
  ofEvents,
  quoted,
  type Selection,
  versionExpression,
} from './foreign-row.ts'
import type { FoundRow, LogRows } from './log-rows.ts'
import { RowCounts } from './row-counts.ts'
import { StoredStreams } from './stored-streams.ts'
import type { DecodeText } from './stored-text.ts'

type Row = unknown[]

interface DirectLogOptions {
  readonly decode: DecodeText
  /** Of the store, for what is said of it. */
  readonly path: string
}

/** The log of a store whose rows have their positions in them: they are the row ids of its table, or one more where those count from 0. */
export class DirectLog implements LogRows {
  readonly #database: Database.Database
  readonly #fitted: FittedKind
  readonly #path: string
  readonly #rowIdName: string
  readonly #rowId: string
  /** What makes a position of a row id. */
  readonly #offset: bigint
  readonly #events: string
  readonly #counts: RowCounts
  readonly #streams: StoredStreams
  readonly #selected: Readonly<Record<Selection, string>>
  readonly #statements = new Map<string, Database.Statement<unknown[], Row>>()
  /** Of {@link valuesAt}, by what they select. */
  readonly #atPosition = new Map<string, Database.Statement<unknown[], Row>>()

  /** @param rowId what SQL calls the row id of the table of events */
  constructor(database: Database.Database, fitted: FittedKind, rowId: string, { decode, path }: DirectLogOptions) {
    this.#path = path
    this.#rowIdName = rowId
    this.#database = database
    this.#fitted = fitted
    const { kind } = fitted
    this.#rowId = ofEvents(rowId)
    this.#offset = 1n - BigInt(firstOrder(kind))
    const table = `${quoted(kind.table)} AS ${EVENTS}`
    // The plus keeps SQLite from taking these bounds for the range to walk, in place of narrower ones that a statement has besides.
    const isEvent = `${areEvents(kind)} AND +${this.#rowId} BETWEEN ${firstOrder(kind)} AND ${lastOrder(kind)}`
    this.#events = `FROM ${table} WHERE ${isEvent}`
    this.#counts = new RowCounts(database, { table, order: this.#rowId, isEvent, first: firstOrder(kind) })
    this.#streams = new StoredStreams(database, fitted.kind, decode)
    this.#selected = allSelected({ kind, position: `${this.#rowId} + ${this.#offset}`, placed: false })
  }

  head(): number {
    const sql = `SELECT ${this.#rowId} ${this.#events} ORDER BY ${this.#rowId} DESC LIMIT 1`
    return this.#positionOf(this.#statement(sql).get())
  }

  *between(low: number, high: number, direction: Direction, selection: Selection): Iterable<FoundRow> {
    const rows = this.#database
      .prepare<[bigint, bigint], Row>(
        `SELECT ${this.#selected[selection]} ${this.#events} AND ${this.#rowId} BETWEEN ? AND ?
          ORDER BY ${this.#rowId} ${sqlOrder(direction)}`,
      )
      .raw()
      .iterate(this.#orderOf(low), this.#orderOf(high))
    yield* inOrder(rows, direction === 'forwards' ? low - 1 : high + 1, direction)
  }

  *inStream(stream: StreamName, after: StreamPlace, direction: Direction, selection: Selection): Iterable<FoundRow> {
    const condition = this.#streams.conditionOf(stream)
    if (condition === undefined) return
    const version = versionExpression(this.#fitted.kind)
    const order = sqlOrder(direction)
    const column = this.#versionColumn()
    const rows = this.#database
      .prepare<unknown[], Row>(
        `SELECT ${this.#selected[selection]} ${this.#events} AND ${condition.sql} AND ${version} IS NOT NULL
          AND (${column}, ${this.#rowId}) ${direction === 'forwards' ? '>' : '<'} (?, ?)
          ORDER BY ${column} ${order}, ${this.#rowId} ${order}`,
      )
      .raw()
      .iterate(
        ...condition.values,
        BigInt(after.version + this.#fitted.kind.firstVersion - 1),
        this.#orderOf(after.position),
      )
    for (const row of rows) yield found(row)
  }

  valuesAt(position: number, expressions: string): readonly unknown[] | undefined {
    let statement = this.#atPosition.get(expressions)
    if (statement === undefined) {
      statement = this.#database
        .prepare<unknown[], Row>(`SELECT ${expressions} ${this.#events} AND ${this.#rowId} = ?`)
        .raw()
      this.#atPosition.set(expressions, statement)
    }
    return statement.get(this.#orderOf(position))
  }

  rowAt(position: number, selection: Selection): FoundRow | undefined {
    const row = this.valuesAt(position, this.#selected[selection])
    return row && { place: { position }, row }
  }

  countUpTo(position: number, beat: () => void): number {
    return this.#counts.countUpTo(Number(this.#orderOf(position)), beat)
  }

  positionOfRow(row: number, beat: () => void): number | undefined {
    const order = this.#counts.orderOfRow(row, beat)
    return order === undefined ? undefined : order + Number(this.#offset)
  }

  positionAtOrder(order: bigint): number {
    const sql = `SELECT ${this.#rowId} ${this.#events} AND ${this.#rowId} <= ? ORDER BY ${this.#rowId} DESC LIMIT 1`
    return this.#positionOf(this.#statement(sql).get(order))
  }

  lastOrder(): bigint {
    return this.#orderOf(this.head())
  }

  /** @throws EpochError `store-rewound` where a row has come whose row id cannot be a position, so that all must get others */
  moveOn(): void {
    this.#streams.forget()
    if (!hasRowsOutside(this.#database, this.#fitted.kind, this.#rowIdName)) return
    throw new EpochError(
      'store-rewound',
      `${this.#path}: it has a row now whose number cannot be a position, so all events get other positions; open it again`,
      { path: this.#path },
    )
  }

  #positionOf(row: Row | undefined): number {
    return row === undefined ? 0 : Number(BigInt(String(row[0])) + this.#offset)
  }

  #orderOf(position: number): bigint {
    return BigInt(position) - this.#offset
  }

  #versionColumn(): string {
    const { version } = this.#fitted.kind.parts
    if (version === 'counted') throw new RangeError('a store whose versions are counted has places')
    return ofEvents(version.column)
  }

  #statement(sql: string): Database.Statement<unknown[], Row> {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#database.prepare<unknown[], Row>(sql).raw()
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

/** A damaged tree may lead back to rows that were there already, without end. */
function* inOrder(rows: Iterable<Row>, before: number, direction: Direction): Iterable<FoundRow> {
  let last = before
  for (const row of rows) {
    const next = found(row)
    const { position } = next.place
    if (direction === 'forwards' ? position <= last : position >= last)
      throw new Database.SqliteError(`row ${position} comes after row ${last}`, 'SQLITE_CORRUPT')
    last = position
    yield next
  }
}

/** Whether a row's id cannot be a position: below the first, or so large that it is not exact in JavaScript. */
export function hasRowsOutside(database: Database.Database, kind: FittedKind['kind'], rowId: string): boolean {
  const order = ofEvents(rowId)
  const from = `FROM ${quoted(kind.table)} AS ${EVENTS}`
  const outside = database
    .prepare<[], bigint>(
      `SELECT EXISTS(SELECT 1 ${from} WHERE ${order} < ${firstOrder(kind)})
        OR EXISTS(SELECT 1 ${from} WHERE ${order} > ${lastOrder(kind)})`,
    )
    .pluck()
    .get()
  return outside === 1n
}

function found(row: Row): FoundRow {
  return { place: { position: Number(row[0]) }, row }
}

function sqlOrder(direction: Direction): string {
  return direction === 'forwards' ? 'ASC' : 'DESC'
}
