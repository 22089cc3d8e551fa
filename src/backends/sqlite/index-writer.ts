import { type SearchIndexName, WORDS } from '../../core/search-indexes.ts'
import { IndexConnection } from './index-connection.ts'
import { indexContent } from './index-content.ts'
import { BEING_REMOVED, type IndexRow } from './index-rows.ts'
import { LinkMerger } from './link-merger.ts'
import { PathFilling } from './path-filling.ts'
import { WordFilling } from './word-filling.ts'
import { configureWords } from './words-table.ts'

const FIRST_CLEARED_ROWS = 200
const MOST_CLEARED_ROWS = 10_000
const AIMED_CLEAR_MS = 10

/** What a step came to: for how long others could not write, or that there was nothing to do. */
type IndexStep = { readonly kind: 'worked'; readonly lockedMs: number } | { readonly kind: 'nothing' }

export interface IndexState {
  readonly head: number
  /** Each index, up to where it is filled and about how far that is under way. */
  readonly indexes: readonly { readonly indexedTo: number; readonly reached: number }[]
  /** Whether removed indexes are not yet gone, or words not yet merged. */
  readonly untidy: boolean
}

/**
 * Sorts links, fills indexes, and empties those that are removed, in short transactions. What a step does is whole with its commit, so one that is lost with the
 * process is done again. Throws SQLITE_BUSY where another connection is writing.
 */
export class IndexWriter {
  readonly #connection: IndexConnection
  readonly #links: LinkMerger
  readonly #paths = new Map<string, PathFilling>()
  #words: WordFilling | undefined
  #clearedRows = FIRST_CLEARED_ROWS

  constructor(path: string) {
    this.#connection = new IndexConnection(path)
    this.#links = new LinkMerger(this.#connection.database)
  }

  /** @returns false where one of that name is still being removed */
  add(name: SearchIndexName): boolean {
    return this.#connection.writePatiently(() => {
      const row = this.#connection.rows.named(name)
      if (row !== undefined) return row.entries !== BEING_REMOVED
      this.#connection.rows.add(name)
      if (name === WORDS) configureWords(this.#connection.database)
      return true
    })
  }

  remove(name: SearchIndexName): void {
    this.#connection.writePatiently(() => this.#connection.rows.beginRemoval(name))
  }

  state(): IndexState {
    const rows = this.#connection.rows.all()
    const filled = rows.filter((row) => row.entries !== BEING_REMOVED)
    const merging = this.#words?.isMergeDue === true && filled.some(({ name }) => name === WORDS)
    return {
      head: this.#connection.head(),
      indexes: filled.map((row) => ({
        indexedTo: row.indexedTo,
        reached: this.#paths.get(keyOf(row))?.reached(row.indexedTo) ?? row.indexedTo,
      })),
      untidy: filled.length < rows.length || merging,
    }
  }

  /** Whether links have gathered for so long that sorting them must not wait for a pause any more. */
  get isOverdue(): boolean {
    return this.#links.isOverdue
  }

  othersCommitted(): boolean {
    return this.#connection.othersCommitted()
  }

  step(): IndexStep {
    if (this.#connection.isCheckpointDue()) {
      this.#connection.checkpoint()
      return { kind: 'worked', lockedMs: 0 }
    }
    if (this.#links.isDue) {
      const startMs = performance.now()
      this.#links.step()
      return { kind: 'worked', lockedMs: performance.now() - startMs }
    }
    const rows = this.#connection.rows.all()
    const removed = rows.find((row) => row.entries === BEING_REMOVED)
    if (removed !== undefined) return { kind: 'worked', lockedMs: this.#clear(removed) }
    return this.#merge(rows.find(({ name }) => name === WORDS)) ?? this.#fill(rows)
  }

  close(): void {
    this.#connection.close()
  }

  /** The index that is furthest behind comes first. */
  #fill([row]: readonly IndexRow[]): IndexStep {
    if (row === undefined || row.indexedTo >= this.#connection.head()) return { kind: 'nothing' }
    const filling = row.name === WORDS ? this.#wordFilling(row) : this.#pathFilling(row)
    return { kind: 'worked', lockedMs: filling.fill(row) }
  }

  #merge(row: IndexRow | undefined): IndexStep | undefined {
    if (row === undefined) return undefined
    const filling = this.#wordFilling(row)
    if (!filling.isMergeDue) return undefined
    const startMs = performance.now()
    return filling.merge() ? { kind: 'worked', lockedMs: performance.now() - startMs } : undefined
  }

  #clear(row: IndexRow): number {
    const startMs = performance.now()
    this.#connection.write(() => {
      if (this.#connection.rows.named(row.name)?.entries !== BEING_REMOVED) return
      if (!indexContent(this.#connection.database, row).clear(this.#clearedRows)) this.#connection.rows.delete(row)
    })
    const tookMs = performance.now() - startMs
    const fitting = Math.round(this.#clearedRows * Math.min(2, AIMED_CLEAR_MS / tookMs))
    this.#clearedRows = Math.min(MOST_CLEARED_ROWS, Math.max(1, fitting))
    this.#paths.delete(keyOf(row))
    return tookMs
  }

  #wordFilling(row: IndexRow): WordFilling {
    this.#words ??= new WordFilling(this.#connection, row)
    return this.#words
  }

  #pathFilling(row: IndexRow): PathFilling {
    const key = keyOf(row)
    const filling = this.#paths.get(key) ?? new PathFilling(this.#connection, row)
    this.#paths.set(key, filling)
    return filling
  }
}

/** Numbers are given again once an index is gone. */
function keyOf({ id, name }: IndexRow): string {
  return `${id} ${name}`
}
