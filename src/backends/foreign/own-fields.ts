import type Database from 'better-sqlite3'
import type { OwnField } from '../../core/log-index.ts'
import { type FittedKind, ownColumnsOf } from './fitted-kind.ts'
import { ofEvents, quoted } from './foreign-row.ts'
import type { LogRows } from './log-rows.ts'

const MOST_COLUMNS = 40
const MOST_CHARACTERS = 1000
const MOST_FURTHER_STREAMS = 40

/** What a store keeps of an event in columns that Epoch has no word for, and in which further streams it is. */
export class OwnFields {
  readonly #database: Database.Database
  readonly #log: LogRows
  readonly #columns: readonly string[]
  readonly #stream: FittedKind['kind']['parts']['stream']

  /** @param positionsAreMade whether the column of the store's own order is shown by nothing else */
  constructor(database: Database.Database, log: LogRows, fitted: FittedKind, positionsAreMade: boolean) {
    this.#database = database
    this.#log = log
    this.#columns = ownColumnsOf(fitted, positionsAreMade).slice(0, MOST_COLUMNS)
    this.#stream = fitted.kind.parts.stream
  }

  /** In the order of the table's columns; those that are NULL are left out. */
  at(position: number): OwnField[] {
    const values =
      this.#columns.length === 0
        ? []
        : this.#log.valuesAt(position, this.#columns.map((name) => shown(name)).join(', '))
    const fields = this.#columns.flatMap((name, i) => {
      const value = values?.[i]
      return typeof value === 'string' ? [{ name, value: value.slice(0, MOST_CHARACTERS).toWellFormed() }] : []
    })
    return [...fields, ...this.#furtherStreams(position)]
  }

  #furtherStreams(position: number): OwnField[] {
    if (this.#stream.in !== 'links') return []
    const { table, event, linkedEvent, stream, order } = this.#stream
    const [key] = this.#log.valuesAt(position, ofEvents(event)) ?? []
    const streams = this.#database
      .prepare<unknown[], string>(
        `SELECT ${shown(stream, quoted)} FROM ${quoted(table)} WHERE ${quoted(linkedEvent)} = ? AND ${quoted(stream)} IS NOT NULL
          ORDER BY ${quoted(order)} LIMIT ${MOST_FURTHER_STREAMS} OFFSET 1`,
      )
      .pluck()
      .all(key)
    return streams.length === 0 ? [] : [{ name: table, value: streams.join(', ').slice(0, MOST_CHARACTERS) }]
  }
}

/** A value as text, bytes as hex, cut where it is long. */
function shown(name: string, inTable: (name: string) => string = ofEvents): string {
  const column = inTable(name)
  return `CASE typeof(${column}) WHEN 'null' THEN NULL WHEN 'blob' THEN lower(hex(substr(${column}, 1, ${MOST_CHARACTERS / 2})))
    WHEN 'text' THEN substr(${column}, 1, ${MOST_CHARACTERS}) ELSE CAST(${column} AS TEXT) END`
}
