import { getSQLiteEventStore, SQLiteConnectionPool, sqliteConnection } from '@event-driven-io/emmett-sqlite'

/** A connection whose journal is set: Emmett does not wait for that, and a transaction that begins before it makes it fail. */
export async function settledConnection(fileName) {
  const connection = sqliteConnection({ fileName })
  await connection.querySingle('SELECT count(*) FROM sqlite_schema')
  return connection
}

/** Opens Emmett's store in a file, over one connection that is kept: its quicker way of working. */
export function openEmmettStore(fileName, connection = sqliteConnection({ fileName })) {
  const store = getSQLiteEventStore({
    fileName,
    schema: { autoMigration: 'CreateOrUpdate' },
    pool: SQLiteConnectionPool({ fileName, connectionOptions: { singleton: true, connection } }),
  })
  return {
    append: (stream, events) => store.appendToStream(stream, events),
    readStream: async (stream) => (await store.readStream(stream)).events,
    close: () => connection.close(),
  }
}
