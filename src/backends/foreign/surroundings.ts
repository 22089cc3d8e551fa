import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import { position } from '../../core/event.ts'
import type { ConsumerCheckpoint, SideRows, SideTable } from '../../core/store-surroundings.ts'
import type { SchemaEntry } from './foreign-contract.ts'
import type { CheckpointTable, ForeignKind } from './foreign-kind.ts'
import { quoted } from './foreign-row.ts'
import { isSameName, nameKey } from './name-key.ts'
import { columnsOf, isPlainTable } from './read-schema.ts'
import { shownExpression, shownValue } from './shown-value.ts'

const MOST_CHECKPOINTS = 1000
const MOST_CHARACTERS = 1000
const MOST_SIDE_ROWS = 500
const MOST_PLACE_BYTES = 64

/** What the log says of a place in it. */
export interface LogPlaces {
  /** The position of the last event whose order column (or row id) is at or below a value; 0 where there is none. */
  positionAt(order: bigint): number
  /** How many events come after a position. */
  countAfter(position: number): number
  /** Whether an order column's (or row id's) value is beyond the last event's. */
  isBeyond(order: bigint): boolean
}

/** The checkpoints of a store's consumers, at most 1,000, in order of name; none where the kind or the file has none. */
export function readCheckpoints(
  database: Database.Database,
  schema: readonly SchemaEntry[],
  kind: ForeignKind,
  places: LogPlaces,
): ConsumerCheckpoint[] {
  const { checkpoints } = kind
  if (checkpoints === undefined) return []
  const entry = schema.find(({ name }) => isSameName(name, checkpoints.table))
  if (entry === undefined || !hasColumns(database, entry, checkpoints.columns)) return []
  return checkpointRows(database, checkpoints).map(([, at, name, ...about]) => {
    const told = checkpoints.about.flatMap((column, i) => {
      const value = shownValue(about[i], MOST_CHARACTERS)
      return value === null ? [] : [`${column} ${value}`]
    })
    const stored = wholeNumber(at)
    const place = stored === undefined ? {} : placeOf(stored, places)
    const beyond = stored !== undefined && place.position === undefined ? ', which is beyond this log' : ''
    told.push(`${checkpoints.position} ${at === null ? 'is not there' : String(at)}${beyond}`)
    return { name: shownValue(name, MOST_CHARACTERS) ?? '', ...place, about: told.join(', ') }
  })
}

function placeOf(stored: bigint, places: LogPlaces): Pick<ConsumerCheckpoint, 'position' | 'lag'> {
  if (places.isBeyond(stored)) return {}
  const handled = stored < 0n ? 0 : places.positionAt(stored)
  return { position: position(handled), lag: places.countAfter(handled) }
}

/** The tables of snapshots and read models that the kind has in this file, in order of name. */
export function readSideTables(
  database: Database.Database,
  schema: readonly SchemaEntry[],
  kind: ForeignKind,
): SideTable[] {
  const found: SideTable[] = []
  for (const entry of schema) {
    const { name } = entry
    if (isSameName(name, kind.table)) continue
    const side = kind.sideTables?.find(
      ({ table, anyTable, columns }) => (anyTable || isSameName(name, table)) && hasColumns(database, entry, columns),
    )
    if (side === undefined) continue
    const rows = database
      .prepare<[], bigint>(`SELECT count(*) FROM ${quoted(name)}`)
      .pluck()
      .get()
    found.push({ name, holds: side.holds, rows: Number(rows ?? 0n) })
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * A page of a side table, at most 500 rows, in the order that they have in the table.
 *
 * @throws EpochError `not-found` for a table that {@link readSideTables} does not tell of
 */
export function readSideRows(
  database: Database.Database,
  sideTables: readonly SideTable[],
  { table, skip, limit }: { readonly table: string; readonly skip: number; readonly limit: number },
): SideRows {
  const side = sideTables.find(({ name }) => name === table)
  if (side === undefined)
    throw new EpochError('not-found', 'there is no such table of snapshots or read models in this store', { table })
  const columns = columnsOf(database, table).filter(({ stored }) => stored)
  const values = columns.map(({ name }) => shownExpression(name, MOST_CHARACTERS)).join(', ')
  const rows = database
    .prepare<[bigint, bigint], unknown[]>(`SELECT ${values} FROM ${quoted(table)} LIMIT ? OFFSET ?`)
    .raw()
    .all(BigInt(Math.min(limit, MOST_SIDE_ROWS)), BigInt(skip))
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => row.map((value) => shownValue(value, MOST_CHARACTERS))),
    total: side.rows,
  }
}

/** One for each consumer and what is told of it: where it has a row for each event that it handled, the furthest. */
function checkpointRows(database: Database.Database, checkpoints: CheckpointTable): unknown[][] {
  const { table, name, about, rowsThatCount } = checkpoints
  const keys = [name, ...about]
  const at = quoted(checkpoints.position)
  const shown = keys.map((column) => shownExpression(column, MOST_CHARACTERS))
  const isPlace = `octet_length(${at}) <= ${MOST_PLACE_BYTES} AND typeof(${at}) <> 'blob'`
  // SQLite takes the other values from the row that has the highest number; as text, 9 would be above 10.
  return database
    .prepare<[bigint], unknown[]>(
      `SELECT max(CASE WHEN ${isPlace} THEN CAST(${at} AS INTEGER) END), CASE WHEN ${isPlace} THEN ${at} END, ${shown.join(', ')}
        FROM ${quoted(table)} WHERE (${rowsThatCount ?? 'true'})
        GROUP BY ${keys.map(quoted).join(', ')} ORDER BY ${keys.map(quoted).join(', ')} LIMIT ?`,
    )
    .raw()
    .all(BigInt(MOST_CHECKPOINTS))
}

/** A whole number, or its digits as text; a negative one is of a consumer that has handled nothing. */
function wholeNumber(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined
}

function hasColumns(database: Database.Database, entry: SchemaEntry, wanted: readonly string[]): boolean {
  if (!isPlainTable(entry)) return false
  const stored = new Set(
    columnsOf(database, entry.name)
      .filter((column) => column.stored)
      .map(({ name }) => nameKey(name)),
  )
  return wanted.every((column) => stored.has(nameKey(column)))
}
