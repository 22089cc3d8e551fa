import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { StoreMapping } from '../../core/store-mapping.ts'
import { mappedColumns } from './fitted-kind.ts'
import type { SchemaEntry } from './foreign-contract.ts'
import { kindOfMapping } from './mapping-kind.ts'
import { columnsOf, isPlainTable } from './read-schema.ts'
import { visibleText } from './visible-text.ts'

/**
 * Whether a mapping can be read from a database: its table is a plain one that is there, and has the columns, stored.
 *
 * @throws EpochError `invalid-mapping` that says what does not fit
 */
export function checkMapping(database: Database.Database, schema: readonly SchemaEntry[], mapping: StoreMapping): void {
  const { table, columns } = mapping
  if (columns.stream.length < 1 || columns.stream.length > 2)
    throw invalid(`a stream is in one column or in two, not in ${columns.stream.length}`)
  const names = mappedColumns(kindOfMapping(mapping))
  if (names.some((name) => name === '')) throw invalid('a column without a name is mapped')
  const entry = schema.find(({ type, name }) => (type === 'table' || type === 'view') && name === table)
  if (entry === undefined) throw invalid(`there is no table ${visibleText(table)}`)
  if (!isPlainTable(entry)) throw invalid(`${visibleText(table)} is not a plain table that stores its rows`)
  const stored = new Map(columnsOf(database, table).map((column) => [column.name, column.stored]))
  for (const name of names) {
    if (!stored.has(name)) throw invalid(`${visibleText(table)} has no column ${visibleText(name)}`)
    if (!stored.get(name)) throw invalid(`the column ${visibleText(name)} is computed, not stored`)
  }
}

function invalid(why: string): EpochError {
  return new EpochError('invalid-mapping', `the mapping does not fit: ${why}; choose the table and its columns again`, {
    why,
  })
}
