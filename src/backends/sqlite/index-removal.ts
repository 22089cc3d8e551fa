import type Database from 'better-sqlite3'
import type { JsonText } from '../../core/json.ts'
import { WORDS } from '../../core/search-indexes.ts'
import { indexContent } from './index-content.ts'
import { BEING_REMOVED } from './index-rows.ts'
import { NO_PAYLOAD } from './purged-payload.ts'

const ROWS_AT_ONCE = 1000

/**
 * Takes what an event has in the search indexes out of them and puts in what it has when it is purged, in the caller's transaction. Nothing
 * of it is left in the file once the write-ahead log has been checkpointed: the connection overwrites what it deletes from now on.
 *
 * @param data as it was, as is metadata
 */
export function removeFromIndexes(database: Database.Database, position: number, data: string, metadata: string): void {
  database.pragma('secure_delete = ON')
  const update = database.prepare<[number, number]>('UPDATE search_indexes SET entries = entries + ? WHERE id = ?')
  for (const [id, name, indexedTo, entries] of allIndexes(database)) {
    const content = indexContent(database, { id, name })
    // A path's values are there before its mark moves: see path-filling.ts.
    if (entries === BEING_REMOVED) while (content.clear(ROWS_AT_ONCE));
    else if (name !== WORDS || indexedTo >= position) {
      const before = content.entryOf((content.of === 'data' ? data : metadata) as JsonText)
      const after = content.entryOf(NO_PAYLOAD[content.of] as JsonText)
      if (before !== undefined) content.remove(position, before)
      if (after !== undefined) content.insert(position, after)
      if (indexedTo >= position) update.run(Number(after !== undefined) - Number(before !== undefined), id)
    }
  }
}

function allIndexes(database: Database.Database): [id: number, name: string, indexedTo: number, entries: number][] {
  return database
    .prepare<[], [number, string, number, number]>('SELECT id, name, indexed_to, entries FROM search_indexes')
    .raw()
    .all()
}
