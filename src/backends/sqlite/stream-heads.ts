import type Database from 'better-sqlite3'
import {
  categoryOf,
  NO_EVENTS,
  type Position,
  type StreamName,
  type StreamVersion,
  streamVersion,
} from '../../core/event.ts'

/** Most streams kept in memory from one transaction to the next. */
const MOST_KEPT = 100_000

interface Category {
  readonly id: number
  readonly name: string
  /** Whether the store has its row. */
  stored: boolean
  /** Streams and events since the last write. */
  streams: number
  events: number
}

/** A stream as it is in the transaction under way; only {@link StreamHeads} changes it. */
export interface StreamHead {
  readonly id: number
  readonly name: StreamName
  readonly category: Category
  /** Whether the store has its row. */
  stored: boolean
  version: StreamVersion
  lastPosition: number
}

/** The streams with their versions, and their categories with counts; all is written once per transaction. */
export class StreamHeads {
  readonly #streams = new Map<StreamName, StreamHead>()
  readonly #categories = new Map<string, Category>()
  readonly #touched = new Set<StreamHead>()
  readonly #touchedCategories = new Set<Category>()
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
      ? { id: row[0], name, category, stored: true, version: streamVersion(row[1]), lastPosition: row[2] }
      : { id: this.#takeStreamId(), name, category, stored: false, version: NO_EVENTS, lastPosition: 0 }
    this.#streams.set(name, stream)
    return stream
  }

  /** Counts one more event at the stream's end. */
  advance(stream: StreamHead, at: Position): void {
    if (stream.version === 0) stream.category.streams++
    stream.category.events++
    stream.version = streamVersion(stream.version + 1)
    stream.lastPosition = at
    this.#touched.add(stream)
    this.#touchedCategories.add(stream.category)
  }

  write(): void {
    for (const category of this.#touchedCategories) this.#writeCategory(category)
    this.#touchedCategories.clear()
    for (const stream of this.#touched) this.#writeStream(stream)
    this.#touched.clear()
  }

  forget(): void {
    this.#streams.clear()
    this.#categories.clear()
    this.#touched.clear()
    this.#touchedCategories.clear()
    this.#nextStreamId = undefined
    this.#nextCategoryId = undefined
  }

  #category(name: string): Category {
    const known = this.#categories.get(name)
    if (known !== undefined) return known
    const id = this.#statements.category.get(name)
    const stored = id !== undefined
    const category = { id: id ?? this.#takeCategoryId(), name, stored, streams: 0, events: 0 }
    this.#categories.set(name, category)
    return category
  }

  /** A row that is there is updated by its number: an upsert would look its name up again. */
  #writeCategory(category: Category): void {
    const { id, name, streams, events } = category
    if (category.stored) this.#statements.updateCategory.run(streams, events, id)
    else this.#statements.insertCategory.run(id, name, streams, events)
    category.stored = true
    category.streams = 0
    category.events = 0
  }

  #writeStream(stream: StreamHead): void {
    const { id, name, category, version, lastPosition } = stream
    if (stream.stored) this.#statements.updateStream.run(version, lastPosition, id)
    else this.#statements.insertStream.run(id, name, category.id, version, lastPosition)
    stream.stored = true
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
    insertCategory: database.prepare<[number, string, number, number]>('INSERT INTO categories VALUES (?, ?, ?, ?)'),
    updateCategory: database.prepare<[number, number, number]>(
      'UPDATE categories SET streams = streams + ?, events = events + ? WHERE id = ?',
    ),
    insertStream: database.prepare<[number, string, number, number, number]>(
      'INSERT INTO streams VALUES (?, ?, ?, ?, ?)',
    ),
    updateStream: database.prepare<[number, number, number]>(
      'UPDATE streams SET version = ?, last_position = ? WHERE id = ?',
    ),
  }
}
