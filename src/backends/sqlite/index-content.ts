import type Database from 'better-sqlite3'
import { parsePayloadPath } from '../../core/filter/payload-path.ts'
import { parsedPayload, partAt } from '../../core/filter/payload-value.ts'
import { wordsOf } from '../../core/filter/words.ts'
import type { JsonText } from '../../core/json.ts'
import { WORDS } from '../../core/search-indexes.ts'
import { type StoredValue, storedValue } from './path-value.ts'
import { eraseLostWords } from './word-separators.ts'
import { clearWords, flushWords } from './words-table.ts'

/** What an index has of one event: its words with spaces between them, or the value at its path. */
export type IndexEntry = StoredValue

/** A little is merged with each removal: each leaves a small segment of its own behind, and all of them are looked through. */
const MERGED_PAGES = 16

/** What an index has of events. */
export interface IndexedPart {
  readonly of: 'data' | 'metadata'
  /** Undefined where an event has nothing that belongs in the index. */
  readonly entryOf: (json: JsonText) => IndexEntry | undefined
}

/** How events get into an index and out of it. All of it needs a write transaction. */
export interface IndexContent extends IndexedPart {
  /** A value that is there already stays; words must not be inserted twice. */
  insert(position: number, entry: IndexEntry): void
  /** Takes out just what was put in, leaving no trace. */
  remove(position: number, entry: IndexEntry): void
  /** Removes some of all there is. @returns whether there is more */
  clear(rows: number): boolean
}

export function indexedPart(name: string): IndexedPart {
  if (name === WORDS) return { of: 'data', entryOf: (json) => wordsOf(json).join(' ') || undefined }
  const { of, steps } = parsePayloadPath(name)
  return {
    of,
    entryOf(json) {
      const part = partAt(parsedPayload(json), steps)
      return part === undefined ? undefined : storedValue(part)
    },
  }
}

export function indexContent(
  database: Database.Database,
  { id, name }: { readonly id: number; readonly name: string },
): IndexContent {
  return { ...indexedPart(name), ...(name === WORDS ? inWords(database) : inPathValues(database, id)) }
}

function inWords(database: Database.Database): Omit<IndexContent, keyof IndexedPart> {
  const insert = database.prepare<[number, IndexEntry]>('INSERT INTO words(rowid, data) VALUES (?, ?)')
  const remove = database.prepare<[number, IndexEntry]>("INSERT INTO words(words, rowid, data) VALUES ('delete', ?, ?)")
  const merge = database.prepare<[number]>("INSERT INTO words(words, rank) VALUES ('merge', ?)")
  return {
    insert: (position, entry) => void insert.run(position, entry),
    remove(position, entry) {
      merge.run(MERGED_PAGES)
      remove.run(position, entry)
      flushWords(database)
      eraseLostWords(database, String(entry).split(' '))
    },
    clear: (rows) => clearWords(database, rows),
  }
}

function inPathValues(database: Database.Database, id: number): Omit<IndexContent, keyof IndexedPart> {
  const insert = database.prepare<[number, IndexEntry, number]>('INSERT OR IGNORE INTO path_values VALUES (?, ?, ?)')
  const remove = database.prepare<[number, IndexEntry, number]>(
    'DELETE FROM path_values WHERE index_id = ? AND value = ? AND position = ?',
  )
  const clear = database.prepare<[number, number]>('DELETE FROM path_values WHERE index_id = ? LIMIT ?')
  return {
    insert: (position, entry) => void insert.run(id, entry, position),
    remove: (position, entry) => void remove.run(id, entry, position),
    clear: (rows) => clear.run(id, rows).changes === rows,
  }
}
