import type Database from 'better-sqlite3'
import { eventIdBlob, linkKey } from '../../../src/backends/sqlite/event-id-blob.ts'
import { openForWriting } from '../../../src/backends/sqlite/open-database.ts'
import { eventId } from '../../../src/core/event.ts'
import type { StandardEvent } from './standard-events.ts'

const NO_CHECKSUM = Buffer.alloc(8)

/**
 * The limit: the fewest better-sqlite3 calls that leave the same rows in the same tables, over a connection with the same settings. It
 * checks the stream's version, knows all names beforehand in memory, and neither hashes, validates nor counts, and leaves links to be sorted later, as the store does.
 */
export class RawStore {
  readonly database: Database.Database
  readonly #statements: ReturnType<typeof prepare>
  readonly #streams = new Map<string, { id: number; version: number }>()
  readonly #types = new Map<string, number>()
  readonly #causes: [Buffer, number][] = []
  readonly #correlations: [Buffer, number][] = []
  #position = 0

  constructor(path: string, synchronous: 'FULL' | 'NORMAL') {
    this.database = openForWriting(path, synchronous)
    this.database.exec("INSERT OR IGNORE INTO categories VALUES (1, 'all', 0, 0)")
    this.#statements = prepare(this.database)
  }

  /** One transaction. */
  append(stream: string, events: readonly StandardEvent[]): void {
    this.#statements.begin.run()
    this.add(stream, events)
    this.#statements.commit.run()
  }

  add(stream: string, events: readonly StandardEvent[]): void {
    const head = this.#streams.get(stream) ?? { id: this.#streams.size + 1, version: 0 }
    const isNew = head.version === 0
    for (const event of events) this.#insert(head, event)
    if (isNew) {
      this.#streams.set(stream, head)
      this.#statements.newStream.run(head.id, stream, head.version, this.#position)
    } else {
      const { changes } = this.#statements.stream.run(
        head.version,
        this.#position,
        head.id,
        head.version - events.length,
      )
      if (changes !== 1) throw new Error('somebody else appended')
    }
  }

  /** As {@link add} for one event of an import: streams and links are kept for {@link finish}. */
  gather(event: StandardEvent): void {
    const head = this.#streams.get(event.stream) ?? { id: this.#streams.size + 1, version: 0 }
    this.#streams.set(event.stream, head)
    this.#insertEvent(head, event)
    const { correlationId, causationId } = event.metadata
    this.#causes.push([linkKey(String(causationId)), this.#position])
    this.#correlations.push([linkKey(String(correlationId)), this.#position])
  }

  finish(): void {
    for (const [name, { id, version }] of this.#streams) this.#statements.newStream.run(id, name, version, 0)
    for (const [links, statement] of [
      [this.#causes, this.#statements.causation],
      [this.#correlations, this.#statements.correlation],
    ] as const) {
      links.sort(([a], [b]) => a.compare(b))
      for (const link of links) statement.run(...link)
    }
    this.#statements.commit.run()
  }

  begin(): void {
    this.#statements.begin.run()
  }

  commit(): void {
    this.#statements.commit.run()
  }

  #insert(head: { readonly id: number; version: number }, event: StandardEvent): void {
    this.#insertEvent(head, event)
    const { correlationId, causationId } = event.metadata
    this.#statements.recentLink.run(this.#position, linkKey(String(causationId)), linkKey(String(correlationId)))
  }

  #insertEvent(head: { readonly id: number; version: number }, event: StandardEvent): void {
    const at = ++this.#position
    this.#statements.event.run(
      at,
      head.id,
      ++head.version,
      this.#type(event.type),
      1,
      event.createdAtUs,
      event.createdAtUs,
      eventIdBlob(eventId(event.id)),
      NO_CHECKSUM,
      JSON.stringify(event.data),
      JSON.stringify(event.metadata),
    )
  }

  #type(name: string): number {
    const known = this.#types.get(name)
    if (known !== undefined) return known
    const id = this.#types.size + 1
    this.#types.set(name, id)
    this.#statements.type.run(id, name)
    return id
  }
}

function prepare(database: Database.Database) {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    type: database.prepare<[number, string]>('INSERT INTO types VALUES (?, ?, 0)'),
    newStream: database.prepare<[number, string, number, number]>('INSERT INTO streams VALUES (?, ?, 1, ?, ?)'),
    stream: database.prepare<[number, number, number, number]>(
      'UPDATE streams SET version = ?, last_position = ? WHERE id = ? AND version = ?',
    ),
    event: database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    recentLink: database.prepare<[number, Buffer, Buffer]>('INSERT INTO recent_links VALUES (?, ?, ?)'),
    causation: database.prepare<[Buffer, number]>('INSERT INTO causations VALUES (?, ?)'),
    correlation: database.prepare<[Buffer, number]>('INSERT INTO correlations VALUES (?, ?)'),
  }
}
