import type { ForeignKind } from '../../../src/backends/foreign/foreign-kind.ts'
import { foreignKinds } from '../../../src/backends/foreign/kinds/foreign-kinds.ts'
import { databaseIn, type HostileFile } from './hostile-file.ts'
import { tablesOf } from './store-of-kind.ts'

/** The tables that a kind cannot be without, and no rows; `declare` makes that of the events. */
function kindIn(folder: string, kind: ForeignKind, declare: (columns: readonly string[]) => readonly string[]): string {
  return databaseIn(folder, (database) => {
    for (const [table, columns] of tablesOf({ ...kind, sideTables: [] })) {
      const names = [...columns.keys()].map((name) => `"${name}"`)
      for (const statement of table === kind.table ? declare(names) : [`CREATE TABLE "${table}"(${names.join(', ')})`])
        database.exec(statement)
    }
  })
}

/** Each kind of store, with something else in place of its table of events. */
export const hostileKinds: readonly HostileFile[] = foreignKinds.flatMap((kind): HostileFile[] => [
  {
    name: `a view in place of the table of ${kind.name}`,
    make: (folder) =>
      kindIn(folder, kind, (names) => [
        `CREATE VIEW "${kind.table}" AS SELECT ${names.map((name) => `1 AS ${name}`).join(', ')}`,
      ]),
    expected: 'store-schema-refused',
  },
  {
    name: `a full-text table in place of the table of ${kind.name}`,
    make: (folder) =>
      kindIn(folder, kind, (names) => [`CREATE VIRTUAL TABLE "${kind.table}" USING fts5(${names.join(', ')})`]),
    expected: 'store-schema-refused',
  },
  {
    name: `computed payloads in the table of ${kind.name}`,
    make: (folder) =>
      kindIn(folder, kind, (names) => {
        const data = `"${kind.parts.data.column}"`
        const declared = names.map((name) => (name === data ? `${name} TEXT AS (hex(zeroblob(200000000)))` : name))
        return [`CREATE TABLE "${kind.table}"(${declared.join(', ')})`]
      }),
    expected: 'store-schema-refused',
  },
])
