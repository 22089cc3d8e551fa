import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { foreignKinds } from '../../../src/backends/foreign/kinds/foreign-kinds.ts'
import { loggedStoreIn } from './hostile-companions.ts'
import { addMessages, databaseIn, messagesTable } from './hostile-file.ts'
import { storeOfKindIn } from './store-of-kind.ts'

/** A sound store to be damaged. */
export interface ImageBase {
  readonly name: string
  readonly main: Buffer
  /** The last commits, where they are not in the main file yet. */
  readonly log?: Buffer
}

/** Stores that between them have every sort of page that SQLite makes, each below 300 kB. */
export function imageBases(folder: string): ImageBase[] {
  const makers: Record<string, (folder: string) => string> = {
    'a log with the last commits': loggedStoreIn,
    'text in UTF-16': (own) => messagesIn(own, `PRAGMA encoding = 'UTF-16le'`),
    'pages that are moved': (own) => messagesIn(own, 'PRAGMA auto_vacuum = FULL'),
    'tables without row ids': withoutRowIdsIn,
    'pages of 65,536 bytes': (own) => messagesIn(own, 'PRAGMA page_size = 65536'),
    'pages of 512 bytes': (own) => messagesIn(own, 'PRAGMA page_size = 512'),
  }
  for (const kind of foreignKinds) makers[`the tables of ${kind.name}`] = (own) => storeOfKindIn(own, kind)
  return Object.entries(makers).map(([name, make]) => {
    const own = join(folder, 'base')
    mkdirSync(own)
    const path = make(own)
    const base = {
      name,
      main: readFileSync(path),
      ...(make === loggedStoreIn && { log: readFileSync(`${path}-wal`) }),
    }
    rmSync(own, { recursive: true })
    return base
  })
}

/** A few hundred messages, a long one among them, and holes where others were. */
function messagesIn(folder: string, ...statements: readonly string[]): string {
  return databaseIn(folder, (database) => {
    for (const statement of statements) database.exec(statement)
    database.exec(messagesTable())
    database.exec('CREATE INDEX by_stream ON emt_messages(stream_id, stream_position)')
    addMessages(database, 300, 100)
    addMessages(database, 1, 30_000)
    database.exec('DELETE FROM emt_messages WHERE global_position BETWEEN 100 AND 150')
  })
}

/** A store of cqrs-es whose rows stand in the tree of their key. */
function withoutRowIdsIn(folder: string): string {
  return databaseIn(folder, (database) => {
    database.exec(`CREATE TABLE events(aggregate_type TEXT, aggregate_id TEXT, sequence BIGINT, event_type TEXT, event_version TEXT,
      payload TEXT, metadata TEXT, PRIMARY KEY (aggregate_type, aggregate_id, sequence)) WITHOUT ROWID`)
    database.exec('CREATE INDEX by_type ON events(event_type)')
    database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
      INSERT INTO events SELECT 'order', 'o-' || (i % 9), i / 9, 'Placed', '1', '{"n":' || i || '}', '{}' FROM n`)
  })
}
