import type Database from 'better-sqlite3'
import { categoryOf, type Position, type StreamName } from '../../core/event.ts'

/** Most streams kept in memory from one transaction to the next. */
const MOST_KEPT = 100_000

interface Category {
  readonly id: number
  readonly name: string
  /** Streams and events since the last write. */
  streams: number
  events: number
}

/** A stream as it is in the transaction under way; only {@link StreamHeads} changes it. */
export interface StreamHead {
  readonly id: number
  readonly name: StreamName
  readonly category: Category
  version: number
  lastPosition: number
}

/** The streams with their versions, and their categories with counts; all is written once per transaction. */
export class StreamHeads {
  readonly #streams = new Map<StreamName, StreamHead>()
  readonly #categories = new Map<string, Category>()
  readonly #touched = new Set<StreamHead>()
  readonly #statements: ReturnType<typeof prepareStatements>
  #nextStreamId: number | undefined
  #nextCategoryId: number | undefined

  constructor(database: Database.Database) {
    this.#statements = prepareStatements(database)
  }

  /** Call first in each transaction. */
  begin(): void {
    if (this.#streams.size > MOST_KEPT) this.#streams.clear()
  }

  /** A stream; a new one has version 0 and is only kept once an event of it is counted. Holds until the transaction's end. */
  headOf(name: StreamName): StreamHead {
    const known = this.#streams.get(name)
    if (known !== undefined) return known
    const row = this.#statements.stream.get(name)
    const category = this.#category(categoryOf(name))
    const stream = row
      ? { id: row[0], name, category, version: row[1], lastPosition: row[2] }
      : { id: this.#takeStreamId(), name, category, version: 0, lastPosition: 0 }
    this.#streams.set(name, stream)
    return stream
  }

  /** Counts one more event at the stream's end. */
  advance(stream: StreamHead, at: Position): void {
    if (stream.version === 0) stream.category.streams++
    stream.category.events++
    stream.version++
    stream.lastPosition = at
    this.#touched.add(stream)
  }

  write(): void {
    const categories = new Set([...this.#touched].map((stream) => stream.category))
    for (const category of categories) {
      this.#statements.writeCategory.run(category.id, category.name, category.streams, category.events)
      category.streams = 0
      category.events = 0
    }
    for (const { id, name, category, version, lastPosition } of this.#touched)
      this.#statements.writeStream.run(id, name, category.id, version, lastPosition)
    this.#touched.clear()
  }

  forget(): void {
    this.#streams.clear()
    this.#categories.clear()
    this.#touched.clear()
    this.#nextStreamId = undefined
    this.#nextCategoryId = undefined
  }

  #category(name: string): Category {
    const known = this.#categories.get(name)
    if (known !== undefined) return known
    const id = this.#statements.category.get(name) ?? this.#takeCategoryId()
    const category = { id, name, streams: 0, events: 0 }
    this.#categories.set(name, category)
    return category
  }

  #takeStreamId(): number {
    const id = this.#nextStreamId ?? this.#statements.nextStreamId.get() ?? 1
    this.#nextStreamId = id + 1
    return id
  }

  #takeCategoryId(): number {
    const id = this.#nextCategoryId ?? this.#statements.nextCategoryId.get() ?? 1
    this.#nextCategoryId = id + 1
    return id
  }
}

function prepareStatements(database: Database.Database) {
  return {
    stream: database
      .prepare<[string], [number, number, number]>('SELECT id, version, last_position FROM streams WHERE name = ?')
      .raw(),
    category: database.prepare<[string], number>('SELECT id FROM categories WHERE name = ?').pluck(),
    nextStreamId: database.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM streams').pluck(),
    nextCategoryId: database.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM categories').pluck(),
    writeCategory: database.prepare<[number, string, number, number]>(
      `INSERT INTO categories VALUES (?, ?, ?, ?)
       ON CONFLICT(id) DO UPDATE SET streams = streams + excluded.streams, events = events + excluded.events`,
    ),
    writeStream: database.prepare<[number, string, number, number, number]>(
      `INSERT INTO streams VALUES (?, ?, ?, ?, ?)
       ON CONFLICT(id) DO UPDATE SET version = excluded.version, last_position = excluded.last_position`,
    ),
  }
}
