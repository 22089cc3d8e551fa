import type Database from 'better-sqlite3'
import type { EventId } from '../../core/event.ts'
import { eventIdBlob } from './event-id-blob.ts'

/** Finds the position of the event with an id. */
export function eventPositions(database: Database.Database): (id: EventId) => number | undefined {
  const byId = database.prepare<[Buffer], number>('SELECT position FROM events WHERE event_id = ?').pluck()
  return (id) => byId.get(eventIdBlob(id))
}
