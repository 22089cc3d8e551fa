import Database from 'better-sqlite3'
import { EPOCH_APPLICATION_ID, epochSchemaStatements } from '../../src/backends/sqlite/epoch-schema.ts'

const tables = ['categories', 'types', 'streams', 'events', 'purges', 'seals', 'causations', 'correlations']

/** Makes a store as the first version of Epoch's schema has it, with all that is in another. */
export function copyAsVersionOne(from: string, to: string): void {
  const database = new Database(to)
  const statements = epochSchemaStatements(1)
  for (const statement of statements.toSorted((a, b) => orderOf(a) - orderOf(b))) database.exec(statement)
  database.pragma(`application_id = ${EPOCH_APPLICATION_ID}`)
  database.pragma('user_version = 1')
  database.pragma('journal_mode = WAL')
  database.prepare('ATTACH ? AS newer').run(from)
  for (const table of tables) database.exec(`INSERT INTO main.${table} SELECT * FROM newer.${table}`)
  for (const [table, link] of [
    ['causations', 'cause'],
    ['correlations', 'correlation'],
  ])
    database.exec(
      `INSERT OR IGNORE INTO main.${table} SELECT ${link}, position FROM newer.recent_links WHERE ${link} IS NOT NULL`,
    )
  database.close()
}

function orderOf(statement: string): number {
  return statement.startsWith('CREATE TABLE') ? 0 : 1
}
