import type Database from 'better-sqlite3'
import { previewOf } from '../../core/log-index.ts'
import type { MappingPreview, PreviewedEvent, StoreMapping } from '../../core/store-mapping.ts'
import { checkMapping } from './check-mapping.ts'
import { EventOfRow } from './event-of-row.ts'
import type { SchemaEntry } from './foreign-contract.ts'
import type { ForeignKind } from './foreign-kind.ts'
import { EVENTS, ofEvents, quoted, selected } from './foreign-row.ts'
import { kindOfMapping } from './mapping-kind.ts'
import { mappingProblems } from './mapping-problems.ts'
import { orderExpression } from './places-scan.ts'
import { columnsOf, rowKeysOf } from './read-schema.ts'
import { textDecoder } from './stored-text.ts'

const PREVIEWED_EVENTS = 20

/**
 * The first 20 events as a mapping makes them, and what is wrong with the first rows of the table. Where the mapping has no column of versions,
 * they are counted among these events.
 *
 * @throws EpochError `invalid-mapping` where the table is not there or has not the columns
 */
export function previewMapping(
  database: Database.Database,
  schema: readonly SchemaEntry[],
  mapping: StoreMapping,
): MappingPreview {
  checkMapping(database, schema, mapping)
  const kind = kindOfMapping(mapping)
  return { events: firstEvents(database, kind), problems: mappingProblems(database, mapping) }
}

function firstEvents(database: Database.Database, kind: ForeignKind): PreviewedEvent[] {
  const { order, time, version } = kind.parts
  const columns = columnsOf(database, kind.table)
  const { rowId, rowIdColumn } = rowKeysOf(database, kind.table, columns)
  const isRowId = order.by === 'column' && order.column === rowIdColumn
  const number = order.by === 'column' ? orderExpression({ columns }, order.column) : undefined
  const ordered = [...(number === undefined ? [] : [number]), ...(rowId === undefined ? [] : [ofEvents(rowId)])]
  const position = isRowId ? ofEvents(order.column) : 'NULL'
  const rows = database
    .prepare<[bigint], unknown[]>(
      `SELECT ${selected('care', { kind, position, placed: false })} FROM ${quoted(kind.table)} AS ${EVENTS}
        ${number === undefined ? '' : `WHERE ${number} IS NOT NULL`}
        ${ordered.length === 0 ? '' : `ORDER BY ${ordered.join(', ')}`} LIMIT ?`,
    )
    .raw()
    .all(BigInt(PREVIEWED_EVENTS))
  const events = new EventOfRow(kind, textDecoder(String(database.pragma('encoding', { simple: true }))))
  const versions = new Map<string, number>()
  return rows.map((row, at) => {
    const place = typeof row[0] === 'bigint' ? Number(row[0]) : at + 1
    const [, stream, ownVersion, , type, createdAtUs, data] = events.withCare(row, { position: place }).event
    const counted = (versions.get(stream) ?? 0) + 1
    versions.set(stream, counted)
    return {
      position: place,
      stream,
      version: version === 'counted' ? counted : ownVersion - 1 + kind.firstVersion,
      type,
      ...(time !== 'unknown' && { createdAtUs }),
      preview: previewOf(data),
    }
  })
}
