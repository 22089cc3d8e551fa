import type Database from 'better-sqlite3'
import type { StreamValues } from './stream-summary.ts'

type NumberedName = [id: number, name: string]

/**
 * All streams, or those of one category, in order of name (by the bytes of UTF-8). Streams only come to be, and get rising numbers: what is asked up
 * to a number stays as it is.
 */
export interface StreamScope {
  readonly key: string
  names(after: string, upToId: number, limit: number): NumberedName[]
  /** The name so many places after one; undefined where there are fewer. */
  nameAfter(after: string, upToId: number, places: number): string | undefined
  /** How many come after a name, counted up to `most`. */
  countAfter(after: string, upToId: number, most: number): number
  /** In order of their numbers. */
  added(afterId: number, upToId: number, limit: number): NumberedName[]
  page(after: string, upToId: number, skip: number, limit: number): StreamValues[]
}

/** Makes scopes; statements are prepared once. */
export class StreamScopes {
  readonly #all: ReturnType<typeof prepareScope>
  readonly #ofCategory: ReturnType<typeof prepareScope>

  constructor(database: Database.Database) {
    this.#all = prepareScope(database, '')
    this.#ofCategory = prepareScope(database, 'category_id = ? AND')
  }

  all(): StreamScope {
    return scopeOf('all', this.#all, [])
  }

  category(id: number): StreamScope {
    return scopeOf(`category ${id}`, this.#ofCategory, [id])
  }
}

function scopeOf(key: string, statements: ReturnType<typeof prepareScope>, fixed: readonly number[]): StreamScope {
  return {
    key,
    names: (after, upToId, limit) => statements.names.all([...fixed, after, upToId, limit]),
    nameAfter: (after, upToId, places) => statements.nameAfter.get([...fixed, after, upToId, places - 1]),
    countAfter: (after, upToId, most) => statements.countAfter.get([...fixed, after, upToId, most]) ?? 0,
    added: (afterId, upToId, limit) => statements.added.all([...fixed, afterId, upToId, limit]),
    page: (after, upToId, skip, limit) => statements.page.all([...fixed, after, upToId, limit, skip]),
  }
}

function prepareScope(database: Database.Database, scope: '' | 'category_id = ? AND') {
  type Binds = [readonly (number | string)[]]
  const after = `FROM streams WHERE ${scope} name > ? AND id <= ? ORDER BY name`
  return {
    names: database.prepare<Binds, NumberedName>(`SELECT id, name ${after} LIMIT ?`).raw(),
    nameAfter: database.prepare<Binds, string>(`SELECT name ${after} LIMIT 1 OFFSET ?`).pluck(),
    countAfter: database.prepare<Binds, number>(`SELECT count(*) FROM (SELECT 1 ${after} LIMIT ?)`).pluck(),
    added: database
      .prepare<Binds, NumberedName>(
        `SELECT id, name FROM streams WHERE ${scope.replace('category', '+category')} id > ? AND id <= ? ORDER BY id LIMIT ?`,
      )
      .raw(),
    page: database.prepare<Binds, StreamValues>(`SELECT name, version, last_position ${after} LIMIT ? OFFSET ?`).raw(),
  }
}
