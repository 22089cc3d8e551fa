import type Database from 'better-sqlite3'
import type { Position } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import { linksOf } from '../../core/metadata.ts'
import { linkKey } from './event-id-blob.ts'

/** Keeps what an event's metadata links it to, so that it is found from the other end. */
export interface LinkTables {
  add(at: Position, metadata: JsonText): void
}

export function directLinks(database: Database.Database): LinkTables {
  const causation = database.prepare<[Buffer, number]>('INSERT INTO causations VALUES (?, ?)')
  const correlation = database.prepare<[Buffer, number]>('INSERT INTO correlations VALUES (?, ?)')
  return {
    add(at, metadata) {
      const { causationId, correlationId } = linksOf(metadata)
      if (causationId !== undefined) causation.run(linkKey(causationId), at)
      if (correlationId !== undefined) correlation.run(linkKey(correlationId), at)
    },
  }
}

/**
 * For a store that is being built: keys come in any order, and one by one each would cost a page. They are gathered in a
 * table, which an import that was cut off finds again, and sorted at the end by {@link sortLinks}.
 */
export function gatheredLinks(database: Database.Database): LinkTables {
  database.exec(
    'CREATE TABLE IF NOT EXISTS gathered_links(position INTEGER PRIMARY KEY, cause BLOB, correlation BLOB) STRICT',
  )
  const insert = database.prepare<[number, Buffer | null, Buffer | null]>('INSERT INTO gathered_links VALUES (?, ?, ?)')
  return {
    add(at, metadata) {
      const { causationId, correlationId } = linksOf(metadata)
      if (causationId === undefined && correlationId === undefined) return
      insert.run(
        at,
        causationId === undefined ? null : linkKey(causationId),
        correlationId === undefined ? null : linkKey(correlationId),
      )
    },
  }
}

/** Moves what {@link gatheredLinks} gathered to its place, in one transaction. */
export function sortLinks(database: Database.Database): void {
  const sort = database.transaction(() => {
    database.exec(`INSERT INTO causations SELECT cause, position FROM gathered_links
      WHERE cause IS NOT NULL ORDER BY cause, position`)
    database.exec(`INSERT INTO correlations SELECT correlation, position FROM gathered_links
      WHERE correlation IS NOT NULL ORDER BY correlation, position`)
    database.exec('DROP TABLE gathered_links')
  })
  sort.immediate()
}
