import type Database from 'better-sqlite3'
import type { EventId } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import type { EventRow } from '../../core/log-index.ts'
import { linksOf } from '../../core/metadata.ts'
import { isSameId, linkKey } from './event-id-blob.ts'
import type { EventRows } from './event-rows.ts'
import type { LinkFinder, LinkTable } from './link-finder.ts'

const linkNames = { causations: 'causationId', correlations: 'correlationId' } as const

/** What events made happen, and what is part of one piece of work. */
export class Effects {
  readonly #rows: EventRows
  readonly #links: LinkFinder
  readonly #metadata

  constructor(database: Database.Database, rows: EventRows, links: LinkFinder) {
    this.#rows = rows
    this.#links = links
    this.#metadata = database.prepare<[number], JsonText>('SELECT metadata FROM events WHERE position = ?').pluck()
  }

  /** The first `limit` events that name this id as their cause. */
  effectsOf(id: EventId, limit: number): EventRow[] {
    return this.#linked('causations', id, 0, limit)
  }

  /** The first `limit` events after a position that name this correlation. */
  correlated(correlationId: string, after: number, limit: number): EventRow[] {
    return this.#linked('correlations', correlationId, after, limit)
  }

  /** A key may be another id's too, so the events' metadata is asked. */
  #linked(table: LinkTable, id: string, after: number, limit: number): EventRow[] {
    const positions: number[] = []
    let searchedTo = after
    while (positions.length < limit) {
      const candidates = this.#links.positions(table, linkKey(id), searchedTo, limit)
      for (const position of candidates) if (this.#names(position, table, id)) positions.push(position)
      searchedTo = candidates.at(-1) ?? searchedTo
      if (candidates.length < limit) break
    }
    return positions.slice(0, limit).flatMap((position) => this.#rows.byPosition(position, position))
  }

  #names(position: number, table: LinkTable, id: string): boolean {
    const metadata = this.#metadata.get(position)
    const named = metadata === undefined ? undefined : linksOf(metadata)[linkNames[table]]
    return named !== undefined && isSameId(named, id)
  }
}
