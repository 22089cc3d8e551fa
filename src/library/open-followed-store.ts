import { type OpenMode, openSqliteStore, type SqliteStore } from '../backends/sqlite/sqlite-store.ts'
import { followWriters } from '../host/follow-writers.ts'

/** Opens a store that brings in what other processes commit as long as somebody subscribes to it. */
export async function openFollowedStore(path: string, mode: OpenMode): Promise<SqliteStore> {
  return await openSqliteStore(path, {
    mode,
    follow: (store) => (onTrouble) => {
      const writers = followWriters({
        path: store.path,
        refresh: () => store.refresh(),
        attention: () => 'front',
        onChange: () => {},
        onTrouble,
      })
      return () => writers.end()
    },
  })
}
