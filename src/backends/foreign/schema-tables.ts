import type Database from 'better-sqlite3'
import type { SchemaEntry } from './foreign-contract.ts'
import type { TableColumns } from './foreign-kind.ts'
import { nameKey } from './name-key.ts'
import { type ColumnInfo, columnReader, isPlainTable } from './read-schema.ts'

export interface SchemaTable {
  readonly name: string
  /** By their {@link nameKey}. */
  readonly columns: ReadonlyMap<string, ColumnInfo>
}

/** The plain tables of a database, which may be thousands. Names are the same where they are for SQLite. */
export class SchemaTables {
  readonly all: readonly SchemaTable[]
  readonly #byName: ReadonlyMap<string, SchemaTable>

  constructor(database: Database.Database, schema: readonly SchemaEntry[]) {
    const columnsOf = columnReader(database)
    this.all = schema.filter(isPlainTable).map(({ name }) => ({
      name,
      columns: new Map(columnsOf(name).map((column) => [nameKey(column.name), column])),
    }))
    this.#byName = new Map(this.all.map((table) => [nameKey(table.name), table]))
  }

  named(name: string): SchemaTable | undefined {
    return this.#byName.get(nameKey(name))
  }

  /** The table of a name where it has the columns. */
  fitting({ table: name, columns }: TableColumns): SchemaTable | undefined {
    const table = this.named(name)
    return table !== undefined && missingIn(table, columns).length === 0 ? table : undefined
  }
}

export function missingIn({ columns: there }: SchemaTable, columns: readonly string[]): string[] {
  return columns.filter((name) => !there.has(nameKey(name)))
}
