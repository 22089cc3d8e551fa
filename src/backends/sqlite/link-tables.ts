import type Database from 'better-sqlite3'
import type { Position } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import { linksOf } from '../../core/metadata.ts'
import { linkKey } from './event-id-blob.ts'
import { ManyRows } from './many-rows.ts'

/**
 * Writes what an event's metadata links it to. Links come in order of position into `recent_links`, which costs an append next to
 * nothing; sorted by what they link to, each would change a page of its own. {@link LinkMerger} and {@link sortLinks} move them.
 */
export class RecentLinks {
  readonly #rows: ManyRows

  constructor(database: Database.Database) {
    this.#rows = new ManyRows(database, 'recent_links', 3)
  }

  /** Keeps an event's links for {@link write}. */
  add(at: Position, metadata: JsonText): void {
    const { causationId, correlationId } = linksOf(metadata)
    if (causationId === undefined && correlationId === undefined) return
    this.#rows.add([
      at,
      causationId === undefined ? null : linkKey(causationId),
      correlationId === undefined ? null : linkKey(correlationId),
    ])
  }

  /** Call last in each transaction. */
  write(): void {
    this.#rows.flush()
  }

  /** Call after a roll-back. */
  forget(): void {
    this.#rows.forget()
  }
}

/** Moves all links to where they are found by what they link to, in one transaction: for a store that is being built. */
export function sortLinks(database: Database.Database): void {
  const sort = database.transaction(() => {
    database.exec(`INSERT OR IGNORE INTO causations SELECT cause, position FROM recent_links
      WHERE cause IS NOT NULL ORDER BY cause, position`)
    database.exec(`INSERT OR IGNORE INTO correlations SELECT correlation, position FROM recent_links
      WHERE correlation IS NOT NULL ORDER BY correlation, position`)
    database.exec('DELETE FROM recent_links')
  })
  sort.immediate()
}

/** Takes an event's links out, inside the caller's transaction. */
export function removeLinks(database: Database.Database, at: Position, metadata: JsonText): void {
  const { causationId, correlationId } = linksOf(metadata)
  database.prepare('DELETE FROM recent_links WHERE position = ?').run(at)
  if (causationId !== undefined)
    database.prepare('DELETE FROM causations WHERE cause = ? AND position = ?').run(linkKey(causationId), at)
  if (correlationId !== undefined)
    database.prepare('DELETE FROM correlations WHERE correlation = ? AND position = ?').run(linkKey(correlationId), at)
}
