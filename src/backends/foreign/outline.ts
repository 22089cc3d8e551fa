import type Database from 'better-sqlite3'
import { SAMPLE_CHARACTERS, SAMPLE_ROWS, type SourceOutline, type TableOutline } from '../../core/store-mapping.ts'
import { suggestedColumns } from '../../core/suggested-columns.ts'
import type { SchemaEntry } from './foreign-contract.ts'
import { quoted } from './foreign-row.ts'
import { type ColumnInfo, columnsOf, isPlainTable } from './read-schema.ts'
import { shownExpression, shownValue } from './shown-value.ts'

/** Of further tables only the columns are told. */
const MOST_TABLES_SAMPLED = 200

/**
 * What is in a database, for the person who is to say where its events are: its plain tables, with the columns that are stored. Views and
 * virtual tables are not read, and not told of: reading them would run what a stranger wrote.
 *
 * @param nearest in a sentence, which known kind almost fitted; '' when none did
 */
export function readOutline(
  database: Database.Database,
  schema: readonly SchemaEntry[],
  nearest: string,
): SourceOutline {
  const tables: TableOutline[] = []
  for (const { name } of schema.filter(isPlainTable)) {
    const columns = columnsOf(database, name).filter(({ stored }) => stored)
    const sample = tables.length < MOST_TABLES_SAMPLED ? readSample(database, name, columns) : []
    tables.push({
      name,
      columns: columns.map((column) => ({ name: column.name, declared: column.type })),
      sample,
      suggested: suggestedColumns(
        columns.map((column) => column.name),
        sample,
        rowIdColumn(columns),
      ),
    })
  }
  return { kind: 'database', nearest, tables }
}

function readSample(database: Database.Database, table: string, columns: readonly ColumnInfo[]): (string | null)[][] {
  if (columns.length === 0) return []
  const values = columns.map(({ name }) => shownExpression(name, SAMPLE_CHARACTERS)).join(', ')
  return database
    .prepare<[bigint], unknown[]>(`SELECT ${values} FROM ${quoted(table)} LIMIT ?`)
    .raw()
    .all(BigInt(SAMPLE_ROWS))
    .map((row) => row.map((value) => shownValue(value, SAMPLE_CHARACTERS)))
}

/** The column that is the table's INTEGER PRIMARY KEY. */
function rowIdColumn(columns: readonly ColumnInfo[]): string | undefined {
  const keys = columns.filter(({ keyPlace }) => keyPlace > 0)
  return keys.length === 1 && keys[0]?.type.toUpperCase() === 'INTEGER' ? keys[0].name : undefined
}
