import type Database from 'better-sqlite3'
import type { NamePattern } from '../../core/filter/filter-tree.ts'
import { patternPrefix } from '../../core/filter/name-pattern.ts'
import { globOf } from './glob-pattern.ts'

/** Most streams that are gathered. */
const MOST_STREAMS = 2000

export interface StreamNumber {
  readonly streamId: number
  readonly version: number
}

/** The numbers that the store has for streams. Read the head first: a stream that is not there by then has no events up to it. */
export class StreamNumbers {
  readonly #named
  readonly #like
  readonly #atVersion

  constructor(database: Database.Database) {
    this.#named = database.prepare<[string], [number, number]>('SELECT id, version FROM streams WHERE name = ?').raw()
    this.#like = database
      .prepare<[string, number], [number, number]>('SELECT id, version FROM streams WHERE name GLOB ? LIMIT ?')
      .raw()
    this.#atVersion = database
      .prepare<[number, number], number>('SELECT position FROM events WHERE stream_id = ? AND version = ?')
      .pluck()
  }

  named(name: string): StreamNumber | undefined {
    const row = this.#named.get(name)
    return row && { streamId: row[0], version: row[1] }
  }

  numbers(names: readonly string[]): number[] {
    return names.flatMap((name) => this.named(name)?.streamId ?? [])
  }

  /** The version of a stream at a position of the store. */
  versionAt({ streamId, version }: StreamNumber, position: number): number {
    let low = 0
    let high = version
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#atVersion.get(streamId, middle) ?? 0) <= position) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The numbers of the streams with these names; undefined where they may have more than `most` events, or be too many. */
  few(patterns: readonly NamePattern[], most: number): number[] | undefined {
    const versions = new Map<number, number>()
    for (const pattern of patterns) {
      const found = this.#matching(pattern)
      if (found === undefined) return undefined
      for (const { streamId, version } of found) versions.set(streamId, version)
      if (versions.size > MOST_STREAMS) return undefined
    }
    let events = 0
    for (const version of versions.values()) events += version
    return events <= most ? [...versions.keys()] : undefined
  }

  /** Names that a pattern leaves open from their first character on would all have to be looked at. */
  #matching(pattern: NamePattern): readonly StreamNumber[] | undefined {
    if (!pattern.wild) return [this.named(pattern.text) ?? []].flat()
    const glob = globOf(pattern)
    if (glob === undefined) return []
    if (patternPrefix(pattern) === '') return undefined
    const rows = this.#like.all(glob, MOST_STREAMS + 1)
    return rows.map(([streamId, version]) => ({ streamId, version }))
  }
}
