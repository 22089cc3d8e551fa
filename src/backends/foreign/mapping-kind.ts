import type Database from 'better-sqlite3'
import type { StoreMapping } from '../../core/store-mapping.ts'
import type { ForeignKind } from './foreign-kind.ts'
import { quoted } from './foreign-row.ts'
import { anyTimeUs } from './stored-time.ts'

/** Rows that are looked at for the first version of a stream. */
const LOOKED_ROWS = 100_000

/**
 * The kind of store that a person's mapping describes; the same for the same mapping. Any database with a table of that name and the mapped
 * columns is of it.
 *
 * Versions are taken to count from 0, until {@link firstVersionOf} has looked at the rows: so none is lost.
 */
export function kindOfMapping({ table, columns, payload }: StoreMapping): ForeignKind {
  const { stream, type, data, version, position, id, metadata, time } = columns
  const [category, name] = stream
  if (category === undefined) throw new RangeError('a mapping names at least one column for the stream')
  return {
    name: `table ${table}`,
    table,
    anyTable: false,
    parts: {
      order: position === undefined ? { by: 'rows' } : { by: 'column', column: position },
      stream: { in: 'columns', columns: name === undefined ? [category] : [category, name] },
      version: version === undefined ? 'counted' : { column: version },
      id: id === undefined ? 'made' : { column: id },
      type: { column: type },
      data: { column: data, encoding: payload },
      metadata: metadata === undefined ? 'none' : { column: metadata, encoding: 'auto' },
      time: time === undefined ? 'unknown' : { column: time, timeUs: anyTimeUs },
    },
    otherColumns: [],
    firstVersion: version === undefined ? 1 : 0,
    commitOrder: false,
    whyNoAppend: 'it is known by a mapping, and Epoch only reads those; append with the application that owns it',
  }
}

/**
 * What streams count from, by the first 100,000 rows of the table: 0 where one of them has the version 0, and where there are none yet, so that
 * none which comes is lost.
 */
export function firstVersionOf(database: Database.Database, { parts: { version }, table }: ForeignKind): 0 | 1 {
  if (version === 'counted') return 1
  const rows = `SELECT ${quoted(version.column)} AS version FROM ${quoted(table)} LIMIT ${LOOKED_ROWS}`
  const some = database.prepare<[], bigint>(`SELECT 1 FROM (${rows}) LIMIT 1`).pluck().get()
  const zero = database.prepare<[], bigint>(`SELECT 1 FROM (${rows}) WHERE version = 0 LIMIT 1`).pluck().get()
  return some === undefined || zero !== undefined ? 0 : 1
}
