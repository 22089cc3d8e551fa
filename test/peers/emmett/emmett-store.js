import { getSQLiteEventStore, SQLiteConnectionPool, sqliteConnection } from '@event-driven-io/emmett-sqlite'

/** Opens Emmett's store in a file, over one connection that is kept: its quicker way of working. */
export function openEmmettStore(fileName) {
  const connection = sqliteConnection({ fileName })
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
