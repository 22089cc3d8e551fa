import type Database from 'better-sqlite3'
import type { StreamName } from '../../core/event.ts'
import type { Direction } from '../../core/event-store-backend.ts'
import type { EventOfRow } from './event-of-row.ts'
import type { StreamPlace } from './foreign-contract.ts'
import type { ForeignKind } from './foreign-kind.ts'
import { allSelected, EVENTS, firstOrder, quoted, type Selection } from './foreign-row.ts'
import type { FoundRow, LogRows } from './log-rows.ts'
import type { Places } from './places.ts'
import type { PlaceRow } from './places-file.ts'

/** The log of a store whose positions are made: places say which row stands at each. */
export class PlacedLog implements LogRows {
  readonly #database: Database.Database
  readonly #kind: ForeignKind
  readonly #places: Places
  readonly #events: EventOfRow
  readonly #path: string
  /** By what they select. */
  readonly #statements = new Map<string, Database.Statement<unknown[], unknown[]>>()
  readonly #selected: Readonly<Record<Selection, string>>

  /** @param path of the store, for what is said of it */
  constructor(database: Database.Database, kind: ForeignKind, places: Places, events: EventOfRow, path: string) {
    this.#database = database
    this.#kind = kind
    this.#places = places
    this.#events = events
    this.#path = path
    this.#selected = allSelected({ kind, position: 'NULL', placed: true })
  }

  head(): number {
    return this.#places.file.head
  }

  *between(low: number, high: number, direction: Direction, selection: Selection): Iterable<FoundRow> {
    yield* this.#rows(this.#places.file.between(low, high, direction), selection)
  }

  *inStream(stream: StreamName, after: StreamPlace, direction: Direction, selection: Selection): Iterable<FoundRow> {
    const known = this.#places.streamNamed(stream)
    if (known !== undefined) yield* this.#rows(this.#places.file.inStream(known.number, after, direction), selection)
  }

  valuesAt(position: number, expressions: string): readonly unknown[] | undefined {
    const place = this.#places.file.at(position)
    return place && this.#values(place, expressions)
  }

  rowAt(position: number, selection: Selection): FoundRow | undefined {
    const place = this.#places.file.at(position)
    return place && this.#found(place, this.#selected[selection])
  }

  countUpTo(position: number, beat: () => void): number {
    return this.#places.file.countUpTo(position, beat)
  }

  positionOfRow(row: number, beat: () => void): number | undefined {
    return this.#places.file.positionOfRow(row, beat)
  }

  /** Made positions follow the store's order, but for rows that came late. */
  positionAtOrder(order: bigint): number {
    if (this.#places.haveOwnPositions) return this.#places.file.lastUpTo(order + 1n - BigInt(firstOrder(this.#kind)))
    let [low, high] = [0, this.head()]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#orderUpTo(middle) <= order) low = middle
      else high = middle - 1
    }
    return low
  }

  lastOrder(): bigint {
    return this.#orderUpTo(this.head())
  }

  moveOn(beat: () => void): void {
    this.#places.extend(this.#database, this.#events, this.#path, beat)
  }

  *#rows(places: Iterable<PlaceRow>, selection: Selection): Iterable<FoundRow> {
    const expressions = this.#selected[selection]
    for (const place of places) {
      const row = this.#found(place, expressions)
      if (row !== undefined) yield row
    }
  }

  #found(place: PlaceRow, expressions: string): FoundRow | undefined {
    const row = this.#values(place, expressions)
    if (row === undefined) return undefined
    const { position, version } = place
    return { place: { position, inStream: { stream: this.#places.streamNumbered(place.stream).name, version } }, row }
  }

  #values({ key }: PlaceRow, expressions: string): unknown[] | undefined {
    let statement = this.#statements.get(expressions)
    if (statement === undefined) {
      const columns = this.#places.keyColumns.map((column) => `${column} = ?`).join(' AND ')
      statement = this.#database
        .prepare<unknown[], unknown[]>(
          `SELECT ${expressions} FROM ${quoted(this.#kind.table)} AS ${EVENTS} WHERE ${columns}`,
        )
        .raw()
      this.#statements.set(expressions, statement)
    }
    return statement.get(...key)
  }

  /** The order of the event at a position, or of the nearest before it that is still there. */
  #orderUpTo(position: number): bigint {
    const column = this.#places.orderColumn
    for (let at = position; column !== undefined && at > 0; at--) {
      const [order] = this.valuesAt(at, column) ?? []
      if (typeof order === 'bigint') return order
    }
    return 0n
  }
}
