import type Database from 'better-sqlite3'
import type { EventId } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import type { EventRow } from '../../core/log-index.ts'
import { linksOf } from '../../core/metadata.ts'
import { isSameId, linkKey } from './event-id-blob.ts'
import type { EventRows } from './event-rows.ts'

/** What events made happen, through the table of causations. */
export class Effects {
  readonly #rows: EventRows
  readonly #candidates

  constructor(database: Database.Database, rows: EventRows) {
    this.#rows = rows
    this.#candidates = database
      .prepare<[Buffer, number, number], [number, JsonText]>(
        `SELECT position, metadata FROM causations JOIN events USING(position)
         WHERE cause = ? AND position > ? ORDER BY position LIMIT ?`,
      )
      .raw()
  }

  /** The first `limit` events that name this id as their cause. Its key may be another's too, so their metadata is asked. */
  effectsOf(id: EventId, limit: number): EventRow[] {
    const positions: number[] = []
    let after = 0
    while (positions.length < limit) {
      const candidates = this.#candidates.all(linkKey(id), after, limit)
      for (const [position, metadata] of candidates) {
        const { causationId } = linksOf(metadata)
        if (causationId !== undefined && isSameId(causationId, id)) positions.push(position)
        after = position
      }
      if (candidates.length < limit) break
    }
    return positions.slice(0, limit).flatMap((position) => this.#rows.byPosition(position, position))
  }
}
