import type Database from 'better-sqlite3'
import type { JsonText } from '../../core/json.ts'
import type { IndexEntry, IndexedPart } from './index-content.ts'

const READ_MS = 10
const MOST_CHARACTERS = 4 * 1024 * 1024

export interface IndexedEvent {
  readonly position: number
  readonly entry: IndexEntry | undefined
}

/** Reads events for an index, as many as a slice of time has room for; one at least. */
export class EventBatches {
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(database: Database.Database) {
    this.#statements = prepareStatements(database)
  }

  read({ of, entryOf }: IndexedPart, after: number, most: number): readonly IndexedEvent[] {
    const untilMs = performance.now() + READ_MS
    const events: IndexedEvent[] = []
    let characters = 0
    for (const [position, json] of this.#statements[of].iterate(after, most)) {
      events.push({ position, entry: entryOf(json) })
      characters += json.length
      if (characters >= MOST_CHARACTERS || performance.now() >= untilMs) break
    }
    return events
  }
}

function prepareStatements(database: Database.Database) {
  const from = (of: 'data' | 'metadata') =>
    database
      .prepare<[number, number], [number, JsonText]>(
        `SELECT position, ${of} FROM events WHERE position > ? ORDER BY position LIMIT ?`,
      )
      .raw()
  return { data: from('data'), metadata: from('metadata') }
}
