import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { SchemaEntry } from './foreign-contract.ts'
import type { ForeignKind } from './foreign-kind.ts'
import { foreignKinds } from './kinds/foreign-kinds.ts'
import { type ColumnInfo, columnsOf, tableNature } from './read-schema.ts'

export interface Recognition {
  /** Absent where none fits. */
  readonly kind?: ForeignKind
  /** In a sentence, which kind almost fitted; '' when none did. */
  readonly nearest: string
}

/**
 * Which kind of store a database is, by the tables and columns in its schema. No row is read.
 *
 * @throws EpochError `store-schema-refused` where the table of events is of a known kind by name and columns, but not a plain
 * table: reading it would run what a stranger wrote
 */
export function recognise(database: Database.Database, schema: readonly SchemaEntry[], path: string): Recognition {
  let nearest = ''
  for (const kind of foreignKinds) {
    if (!schema.some((entry) => entry.name === kind.table)) continue
    const { nature, rowIds } = tableNature(database, kind.table)
    if (nature !== 'table') throw refused(path, `${kind.table} is not a table but of the sort "${nature}"`)
    const columns = new Map(columnsOf(database, kind.table).map((column) => [column.name, column]))
    const needed = [...Object.values(kind.columns), ...kind.otherColumns]
    const missing = needed.filter((name) => !columns.has(name))
    if (missing.length === 0) {
      checkColumns(kind, columns, rowIds, path)
      return { kind, nearest: '' }
    }
    nearest ||= `${kind.table} is named like the table of ${kind.name}, but has no column ${missing.join(', ')}`
  }
  return { nearest }
}

function checkColumns(
  kind: ForeignKind,
  columns: ReadonlyMap<string, ColumnInfo>,
  rowIds: boolean,
  path: string,
): void {
  for (const name of [...Object.values(kind.columns), ...kind.otherColumns])
    if (!columns.get(name)?.stored) throw refused(path, `the column ${kind.table}.${name} is computed, not stored`)
  const position = columns.get(kind.columns.position)
  const keyColumns = [...columns.values()].filter((column) => column.keyPlace > 0).length
  if (!rowIds || keyColumns !== 1 || position?.keyPlace !== 1 || position.type.toUpperCase() !== 'INTEGER')
    throw refused(
      path,
      `${kind.table}.${kind.columns.position} is not the table's INTEGER PRIMARY KEY, as ${kind.name} has it`,
    )
}

function refused(path: string, said: string): EpochError {
  return new EpochError('store-schema-refused', `${path}: ${said}; copy the events into a plain table and open that`, {
    path,
  })
}
