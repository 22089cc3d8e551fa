import type Database from 'better-sqlite3'

/** `search_indexes.entries` of an index that is no longer one and whose content goes step by step. */
export const BEING_REMOVED = -1

export interface IndexRow {
  readonly id: number
  readonly name: string
  readonly indexedTo: number
  readonly entries: number
}

/** The rows of `search_indexes`, as the writing side sees them. */
export class IndexRows {
  readonly #statements: ReturnType<typeof prepareStatements>

  constructor(database: Database.Database) {
    this.#statements = prepareStatements(database)
  }

  all(): readonly IndexRow[] {
    return this.#statements.all.all()
  }

  named(name: string): IndexRow | undefined {
    return this.#statements.named.get(name)
  }

  add(name: string): void {
    this.#statements.add.run(name)
  }

  beginRemoval(name: string): void {
    this.#statements.beginRemoval.run(BEING_REMOVED, name)
  }

  delete({ id }: IndexRow): void {
    this.#statements.delete.run(id)
  }

  /** @param bytes how many more it takes up */
  advance({ id }: IndexRow, indexedTo: number, entries: number, bytes: number): void {
    this.#statements.advance.run(indexedTo, entries, bytes, id)
  }

  grow(name: string, bytes: number): void {
    this.#statements.grow.run(bytes, name)
  }
}

function prepareStatements(database: Database.Database) {
  const columns = 'id, name, indexed_to AS indexedTo, entries'
  return {
    all: database.prepare<[], IndexRow>(`SELECT ${columns} FROM search_indexes ORDER BY indexed_to, id`),
    named: database.prepare<[string], IndexRow>(`SELECT ${columns} FROM search_indexes WHERE name = ?`),
    add: database.prepare<[string]>('INSERT INTO search_indexes(name, indexed_to, entries, bytes) VALUES (?, 0, 0, 0)'),
    beginRemoval: database.prepare<[number, string]>(
      'UPDATE search_indexes SET indexed_to = 0, entries = ? WHERE name = ?',
    ),
    delete: database.prepare<[number]>('DELETE FROM search_indexes WHERE id = ?'),
    advance: database.prepare<[number, number, number, number]>(
      'UPDATE search_indexes SET indexed_to = ?, entries = entries + ?, bytes = bytes + ? WHERE id = ?',
    ),
    grow: database.prepare<[number, string]>('UPDATE search_indexes SET bytes = bytes + ? WHERE name = ?'),
  }
}
