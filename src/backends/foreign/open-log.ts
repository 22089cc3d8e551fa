import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { DirectLog, hasRowsOutside } from './direct-log.ts'
import { EventOfRow } from './event-of-row.ts'
import type { FittedKind } from './fitted-kind.ts'
import { ForeignReader } from './foreign-reader.ts'
import { isSameName } from './name-key.ts'
import { OwnFields } from './own-fields.ts'
import { PlacedLog } from './placed-log.ts'
import { Places } from './places.ts'
import { textDecoder } from './stored-text.ts'

export interface OpenLogOptions {
  readonly path: string
  /** A folder of this process's own, for the places of rows. */
  readonly scratch: string
  /** Places that an earlier opening of the same store made; rows keep them. */
  readonly places: Places | undefined
  readonly beat: () => void
}

export interface OpenLog {
  readonly reader: ForeignReader
  /** Absent where the store's rows have their positions in them. */
  readonly places?: Places
}

/** The log of a database whose kind is known. */
export function openLog(database: Database.Database, fitted: FittedKind, options: OpenLogOptions): OpenLog {
  const decode = textDecoder(String(database.pragma('encoding', { simple: true })))
  const events = new EventOfRow(fitted.kind, decode)
  const own = ownPositions(database, fitted)
  if (options.places === undefined && own !== undefined && !needsPlaces(fitted)) {
    const log = new DirectLog(database, fitted, own, { decode, path: options.path })
    return { reader: new ForeignReader(database, log, events, new OwnFields(database, log, fitted, false)) }
  }
  const places = options.places ?? new Places(join(options.scratch, 'places.db'), fitted, own !== undefined)
  try {
    const log = new PlacedLog(database, fitted.kind, places, events, options.path)
    log.moveOn(options.beat)
    const fields = new OwnFields(database, log, fitted, !places.haveOwnPositions)
    return { reader: new ForeignReader(database, log, events, fields), places }
  } catch (error) {
    if (options.places === undefined) places.close()
    throw error
  }
}

/** Whether rows alone do not tell in which stream they are, or as which version. */
function needsPlaces({ kind: { parts } }: FittedKind): boolean {
  return parts.version === 'counted' || parts.stream.in === 'links'
}

/** What SQL calls the row id, where every row's is a position, and the order that the store has. */
function ownPositions(
  database: Database.Database,
  { kind, keys: { rowId, rowIdColumn } }: FittedKind,
): string | undefined {
  const { order } = kind.parts
  if (rowId === undefined) return undefined
  if (order.by === 'column' && !isSameName(order.column, rowIdColumn)) return undefined
  return hasRowsOutside(database, kind, rowId) ? undefined : rowId
}
