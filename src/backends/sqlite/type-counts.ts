import type Database from 'better-sqlite3'
import type { EventType } from '../../core/event.ts'

/** A type's number and count; only {@link TypeCounts} changes it. */
export interface TypeCount {
  readonly id: number
  readonly name: EventType
  /** Whether the store has its row. */
  stored: boolean
  /** Events since the last write. */
  added: number
}

/** The types of events with their numbers; new ones and counts are written once per transaction. */
export class TypeCounts {
  readonly #types = new Map<EventType, TypeCount>()
  readonly #touched = new Set<TypeCount>()
  readonly #select
  readonly #nextId
  readonly #insert
  readonly #update
  #next: number | undefined

  constructor(database: Database.Database) {
    this.#select = database.prepare<[string], number>('SELECT id FROM types WHERE name = ?').pluck()
    this.#nextId = database.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM types').pluck()
    this.#insert = database.prepare<[number, string, number]>('INSERT INTO types VALUES (?, ?, ?)')
    this.#update = database.prepare<[number, number]>('UPDATE types SET events = events + ? WHERE id = ?')
  }

  /** A type; a new one is only kept once an event of it is counted. */
  typeOf(name: EventType): TypeCount {
    const known = this.#types.get(name)
    if (known !== undefined) return known
    const id = this.#select.get(name)
    const type = { id: id ?? this.#takeId(), name, stored: id !== undefined, added: 0 }
    this.#types.set(name, type)
    return type
  }

  count(type: TypeCount): void {
    type.added++
    this.#touched.add(type)
  }

  write(): void {
    for (const type of this.#touched) {
      if (type.stored) this.#update.run(type.added, type.id)
      else this.#insert.run(type.id, type.name, type.added)
      type.stored = true
      type.added = 0
    }
    this.#touched.clear()
  }

  forget(): void {
    this.#types.clear()
    this.#touched.clear()
    this.#next = undefined
  }

  #takeId(): number {
    const id = this.#next ?? this.#nextId.get() ?? 1
    this.#next = id + 1
    return id
  }
}
