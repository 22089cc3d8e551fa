import type Database from 'better-sqlite3'
import type { NamePattern } from '../../core/filter/filter-tree.ts'
import { globOf } from './glob-pattern.ts'
import { RecentMap } from './recent-map.ts'

const MOST_PATTERNS = 100

/** The numbers of the names that match a pattern, as far as names were numbered when it was last looked at. */
interface Matches {
  readonly numbers: Set<number>
  seenTo: number
}

/**
 * The numbers that a table, of types or of categories, has for names. Names only come to be, and get rising numbers. Read the head first, then
 * numbers: names that the store does not have by then are on no event up to that head.
 */
export class NameNumbers {
  readonly #matches = new RecentMap<string, Matches>(MOST_PATTERNS, () => 1)
  readonly #named
  readonly #last
  readonly #like

  constructor(database: Database.Database, table: 'types' | 'categories') {
    this.#named = database.prepare<[string], number>(`SELECT id FROM ${table} WHERE name = ?`).pluck()
    this.#last = database.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck()
    this.#like = database
      .prepare<[number, number, string], number>(`SELECT id FROM ${table} WHERE id > ? AND id <= ? AND name GLOB ?`)
      .pluck()
  }

  of(patterns: readonly NamePattern[]): ReadonlySet<number> {
    const numbers = new Set<number>()
    for (const pattern of patterns) {
      if (pattern.wild) for (const number of this.#matching(pattern)) numbers.add(number)
      else {
        const number = this.#named.get(pattern.text)
        if (number !== undefined) numbers.add(number)
      }
    }
    return numbers
  }

  #matching(pattern: NamePattern): ReadonlySet<number> {
    const glob = globOf(pattern)
    if (glob === undefined) return new Set()
    const matches = this.#matches.get(glob, () => ({ numbers: new Set(), seenTo: 0 }))
    const last = this.#last.get() ?? 0
    if (last > matches.seenTo) {
      for (const number of this.#like.all(matches.seenTo, last, glob)) matches.numbers.add(number)
      matches.seenTo = last
    }
    return matches.numbers
  }
}
