import type Database from 'better-sqlite3'
import type { StreamName } from '../../core/event.ts'
import type { EventOfRow } from './event-of-row.ts'
import type { StreamSource } from './foreign-kind.ts'
import { nameWithCare, quoted } from './foreign-row.ts'

const BEAT_ROWS = 20_000

type Links = Extract<StreamSource, { in: 'links' }>

/** The stream that each event was put into first, of a store whose events may be in any number of streams. */
export class FirstLinks {
  readonly #links: Links
  readonly #streams = new Map<unknown, StreamName>()
  readonly #names = new Map<StreamName, StreamName>()
  #last: unknown

  constructor(links: Links) {
    this.#links = links
  }

  /** @returns nothing for an event that is in no stream */
  streamOf(event: unknown): StreamName | undefined {
    return this.#streams.get(keyOf(event))
  }

  /** Takes note of links that have come. */
  extend(database: Database.Database, events: EventOfRow, beat: () => void): void {
    const { table, linkedEvent, stream, order } = this.#links
    const beyond = this.#last === undefined ? '' : `WHERE ${quoted(order)} > ?`
    const rows = database
      .prepare<unknown[], unknown[]>(
        `SELECT ${quoted(order)}, ${quoted(linkedEvent)}, ${nameWithCare(quoted(stream))} FROM ${quoted(table)} ${beyond}
          ORDER BY ${quoted(order)}`,
      )
      .raw()
      .iterate(...(this.#last === undefined ? [] : [this.#last]))
    let seen = 0
    for (const [at, event, ...name] of rows) {
      this.#last = at ?? this.#last
      const key = keyOf(event)
      if (!this.#streams.has(key)) this.#streams.set(key, this.#nameOf(name, events))
      if (++seen % BEAT_ROWS === 0) beat()
    }
  }

  /** One text for a name however many events have it. */
  #nameOf(stored: readonly unknown[], events: EventOfRow): StreamName {
    const name = events.streamName(stored, 0)
    const known = this.#names.get(name)
    if (known === undefined) this.#names.set(name, name)
    return known ?? name
  }
}

/** Bytes that are the same are the same key. */
function keyOf(event: unknown): unknown {
  return Buffer.isBuffer(event) ? `bytes ${event.toString('hex')}` : event
}
