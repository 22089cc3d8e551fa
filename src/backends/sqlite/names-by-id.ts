import type Database from 'better-sqlite3'
import { type EventType, eventType, type StreamName, streamName } from '../../core/event.ts'

/** Most names of streams kept in memory. */
const MOST_KEPT = 200_000

/** The names behind the numbers in rows of events. A number's name never changes. */
export class NamesById {
  readonly #streams = new Map<number, StreamName>()
  readonly #types = new Map<number, EventType>()
  readonly #stream
  readonly #type

  constructor(database: Database.Database) {
    this.#stream = database.prepare<[number], string>('SELECT name FROM streams WHERE id = ?').pluck()
    this.#type = database.prepare<[number], string>('SELECT name FROM types WHERE id = ?').pluck()
  }

  /** @throws BadName where the store has no legal name for the number */
  stream(id: number): StreamName {
    const known = this.#streams.get(id)
    if (known !== undefined) return known
    if (this.#streams.size >= MOST_KEPT) this.#streams.clear()
    const name = streamName(this.#stream.get(id) ?? '')
    this.#streams.set(id, name)
    return name
  }

  /** @throws BadName where the store has no legal name for the number */
  type(id: number): EventType {
    const known = this.#types.get(id)
    if (known !== undefined) return known
    const name = eventType(this.#type.get(id) ?? '')
    this.#types.set(id, name)
    return name
  }
}
