import type Database from 'better-sqlite3'
import type { StoreMapping } from '../../core/store-mapping.ts'
import { quoted } from './foreign-row.ts'
import { columnsOf, rowKeysOf } from './read-schema.ts'
import { anyTimeUs } from './stored-time.ts'
import { visibleText } from './visible-text.ts'

const MOST_ROWS = 10_000
const MOST_NAME_BYTES = 512
const MOST_CHECKED_BYTES = 64 * 1024

/** What is in the place of an order that is NULL. */
const NOTHING = ''

/** A row's values as far as something can be wrong with them; `order` and `version` are NULL where they are no whole numbers. */
type Row = [
  category: unknown,
  name: unknown,
  type: unknown,
  id: unknown,
  version: unknown,
  order: unknown,
  time: unknown,
  isJson: unknown,
]

/** What is wrong with the first 10,000 rows of a table as a mapping reads them, each in a sentence. The mapping must fit the table. */
export function mappingProblems(database: Database.Database, mapping: StoreMapping): string[] {
  const rows = readRows(database, mapping)
  const found = new Findings(rows.length)
  const { stream, type, version, position, id, time } = mapping.columns
  const streams = rows.map(([category, name]) => streamOf(category, name, stream.length))
  found.add(
    streams,
    (name) => name === undefined,
    (n) => `${n} no stream in ${listed(stream)}.`,
  )
  found.add(
    rows,
    (row) => isNothing(row[2]),
    (n) => `${n} no type in ${visibleText(type)}.`,
  )
  found.add(
    rows,
    (row) => row[7] === 0n,
    (n) => `${n} data that is not JSON in ${visibleText(mapping.columns.data)}.`,
  )
  if (time !== undefined)
    found.add(
      rows,
      hasNoTime,
      (n) => `${n} no time that can be read in ${visibleText(time)}: 1970 is shown in its place.`,
    )
  if (id !== undefined)
    found.add(
      rows,
      repeats((row) => textOf(row[3])),
      (n) => `${n} an id in ${visibleText(id)} that another row has.`,
    )
  if (position !== undefined) {
    found.add(
      rows,
      (row) => row[5] === NOTHING,
      (n) => `${n} nothing in ${visibleText(position)}: what has no order is left out.`,
    )
    found.add(
      rows,
      (row) => row[5] === null,
      (n) => `${n} no whole number in ${visibleText(position)}: it does not order them.`,
    )
    found.add(
      rows,
      repeats((row) => (row[5] === NOTHING ? undefined : textOf(row[5]))),
      (n) => `${n} a number in ${visibleText(position)} that another row has: it does not order them.`,
    )
  }
  if (version !== undefined) addVersionProblems(found, inOrder(rows, streams), version)
  return found.sentences
}

interface Versioned {
  readonly stream: string
  readonly version: unknown
}

function addVersionProblems(found: Findings, rows: readonly Versioned[], column: string): void {
  const said = visibleText(column)
  found.add(
    rows,
    ({ version }) => version === null,
    (n) => `${n} no whole number from 0 in ${said}, and are in no stream's order.`,
  )
  found.add(
    rows,
    repeats(({ stream, version }) => (version === null ? undefined : `${version}@${stream}`)),
    (n) => `${n} a version in ${said} that another row of the same stream has.`,
  )
  const last = new Map<string, bigint>()
  found.add(
    rows,
    ({ stream, version }) => {
      if (typeof version !== 'bigint') return false
      const before = last.get(stream)
      last.set(stream, version)
      return before !== undefined && version < before
    },
    (n) => `${n} a version in ${said} below that of an earlier row of the same stream.`,
  )
}

/** Counts rows of which something holds, and says it of those that there are. */
class Findings {
  readonly sentences: string[] = []
  readonly #looked: number

  constructor(looked: number) {
    this.#looked = looked
  }

  add<Of>(rows: readonly Of[], isSo: (row: Of) => boolean, say: (counted: string) => string): void {
    const count = rows.filter(isSo).length
    if (count > 0)
      this.sentences.push(
        say(`Of the first ${said(this.#looked)} rows, ${said(count)} ${count === 1 ? 'has' : 'have'}`),
      )
  }
}

function readRows(database: Database.Database, { table, columns, payload }: StoreMapping): Row[] {
  const [category, name] = columns.stream
  const data = quoted(columns.data)
  const values = [
    shortText(category),
    shortText(name),
    shortText(columns.type),
    exactText(columns.id),
    versionNumber(columns.version),
    orderNumber(columns.position),
    columns.time === undefined
      ? 'NULL'
      : `CASE WHEN octet_length(${quoted(columns.time)}) <= 64 THEN ${quoted(columns.time)} END`,
    payload === 'json'
      ? `CASE WHEN octet_length(${data}) <= ${MOST_CHECKED_BYTES} THEN json_valid(CAST(${data} AS TEXT)) OR json_valid(${data}, 8) END`
      : 'NULL',
  ]
  const { rowId } = rowKeysOf(database, table, columnsOf(database, table))
  const order = rowId === undefined ? '' : `ORDER BY ${quoted(rowId)}`
  return database
    .prepare<[bigint], Row>(`SELECT ${values.join(', ')} FROM ${quoted(table)} ${order} LIMIT ?`)
    .raw()
    .all(BigInt(MOST_ROWS))
}

/** Enough of a value to tell it from others. */
function shortText(column: string | undefined): string {
  if (column === undefined) return 'NULL'
  const name = quoted(column)
  return `CASE WHEN octet_length(${name}) <= ${MOST_NAME_BYTES} THEN CAST(${name} AS TEXT) WHEN ${name} IS NOT NULL
    THEN typeof(${name}) || ' of ' || octet_length(${name}) || ' bytes' END`
}

function exactText(column: string | undefined): string {
  if (column === undefined) return 'NULL'
  const name = quoted(column)
  return `CASE WHEN octet_length(${name}) <= ${MOST_NAME_BYTES} THEN CAST(${name} AS TEXT) END`
}

function versionNumber(column: string | undefined): string {
  if (column === undefined) return 'NULL'
  const name = quoted(column)
  return `CASE WHEN typeof(${name}) = 'integer' AND ${name} >= 0 THEN ${name} END`
}

/** A whole number, also where the column has its digits as text; NULL for anything else, and {@link NOTHING} for NULL. */
function orderNumber(column: string | undefined): string {
  if (column === undefined) return 'NULL'
  const name = quoted(column)
  return `CASE WHEN ${name} IS NULL THEN '${NOTHING}' WHEN typeof(${name}) = 'integer' THEN ${name}
    WHEN typeof(${name}) = 'text' AND octet_length(${name}) <= 18 AND ${name} GLOB '[0-9]*' AND ${name} NOT GLOB '*[^0-9]*'
    THEN CAST(${name} AS INTEGER) END`
}

function inOrder(rows: readonly Row[], streams: readonly (string | undefined)[]): Versioned[] {
  return rows
    .map((row, at) => ({ order: row[5], stream: streams[at] ?? '', version: row[4] }))
    .sort((a, b) => (typeof a.order === 'bigint' && typeof b.order === 'bigint' ? Number(a.order - b.order) : 0))
}

function streamOf(category: unknown, name: unknown, parts: number): string | undefined {
  if (isNothing(category) || (parts === 2 && isNothing(name))) return undefined
  return parts === 2 ? `${String(category)}-${String(name)}` : String(category)
}

/** Whether a row has what an earlier one has. */
function repeats<Of>(keyOf: (row: Of) => string | undefined): (row: Of) => boolean {
  const seen = new Set<string>()
  return (row) => {
    const key = keyOf(row)
    if (key === undefined) return false
    const isSeen = seen.has(key)
    seen.add(key)
    return isSeen
  }
}

function hasNoTime([, , , , , , time]: Row): boolean {
  return typeof time !== 'string' && typeof time !== 'bigint' && typeof time !== 'number'
    ? true
    : anyTimeUs(time) === undefined
}

function textOf(value: unknown): string | undefined {
  return value === null ? undefined : String(value)
}

function isNothing(value: unknown): boolean {
  return value === null || value === ''
}

function listed(columns: readonly string[]): string {
  return columns.map(visibleText).join(' and ')
}

function said(count: number): string {
  return count.toLocaleString('en-US')
}
