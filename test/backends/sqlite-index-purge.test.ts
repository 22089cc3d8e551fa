import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { removeFromIndexes } from '../../src/backends/sqlite/index-removal.ts'
import { IndexWriter } from '../../src/backends/sqlite/index-writer.ts'
import { NO_PAYLOAD } from '../../src/backends/sqlite/purged-payload.ts'
import { searchIndexName, WORDS } from '../../src/core/search-indexes.ts'
import { fileTest as test } from './sqlite-files.ts'
import { appendData, fillIndexes } from './sqlite-index-files.ts'

const EVENTS = 6000

/** Each event has a word of its own, in an order that puts many of them at the beginning of a page. */
function secret(at: number): string {
  return `qzsecret${String(at).padStart(6, '0')}`
}

function dataAt(at: number): string {
  return JSON.stringify({ said: `common ${at % 50} ${secret(at)}`, who: secret(at) })
}

const log = Array.from({ length: EVENTS }, (_, i) => dataAt(i + 1))

function purge(database: Database.Database, positions: readonly number[]): void {
  const forget = database.prepare<[string, number]>('UPDATE events SET data = ? WHERE position = ?')
  const note = database.prepare<[number]>("INSERT INTO purges VALUES (?, 0, NULL, x'', x'')")
  const all = database.transaction(() => {
    for (const at of positions) {
      removeFromIndexes(database, at, dataAt(at), '{}')
      forget.run(NO_PAYLOAD.data, at)
      note.run(at)
    }
  })
  all.immediate()
}

/** The file's bytes once they are all in one file. */
function bytesOf(file: string): Buffer {
  const database = new Database(file)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  return readFileSync(file)
}

function positionsWith(database: Database.Database, word: string): readonly number[] {
  return database.prepare<[string], number>('SELECT rowid FROM words WHERE words MATCH ?').pluck().all(word)
}

/** Events whose words stand in the table that says with which word each page begins. */
function atBeginningsOfPages(database: Database.Database): number[] {
  const terms = database.prepare<[], string>('SELECT CAST(term AS TEXT) FROM words_idx').pluck().all()
  return terms.flatMap((term) => {
    const [, number] = /^0qzsecret(\d{6})$/.exec(term) ?? []
    return number === undefined ? [] : [Number(number)]
  })
}

describe('a purged event', () => {
  test('leaves no trace in the indexes, not even where a page begins with its word', ({ file }) => {
    appendData(file, log)
    fillIndexes(file, 'words', 'data.who')
    const database = new Database(file)
    const first = atBeginningsOfPages(database)
    expect(first.length).toBeGreaterThan(5)
    const purged = [...new Set([...first, ...Array.from({ length: 100 }, (_, i) => 17 + i * 59)])]
    purge(database, purged)
    database.close()
    const bytes = bytesOf(file)
    expect(purged.filter((at) => bytes.includes(secret(at)))).toEqual([])
    expect(bytes.includes(secret(purged.includes(1) ? 2 : 1))).toBe(true)
    const after = new Database(file)
    after.exec("INSERT INTO words(words) VALUES ('integrity-check')")
    const wrong = log
      .map((_, i) => i + 1)
      .filter((at) => {
        const expected = purged.includes(at) ? [] : [at]
        return positionsWith(after, secret(at)).join() !== expected.join()
      })
    expect(wrong).toEqual([])
    expect(positionsWith(after, 'null')).toEqual(purged.toSorted((a, b) => a - b))
    const values = after.prepare<[], number>('SELECT position FROM path_values ORDER BY position').pluck().all()
    expect(values).toEqual(log.map((_, i) => i + 1).filter((at) => !purged.includes(at)))
    const entries = after.prepare<[], number>('SELECT entries FROM search_indexes ORDER BY name').pluck().all()
    expect(entries).toEqual([EVENTS - purged.length, EVENTS])
    after.close()
  })

  test('leaves an index that can be emptied of all its words', ({ file }) => {
    const few = log.slice(0, 300)
    appendData(file, few)
    fillIndexes(file, 'words')
    const database = new Database(file)
    database.pragma('synchronous = OFF')
    for (let at = few.length; at > 0; at--) purge(database, [at])
    expect(positionsWith(database, 'common')).toEqual([])
    database.exec("INSERT INTO words(words) VALUES ('integrity-check')")
    database.close()
    expect(bytesOf(file).includes('qzsecret')).toBe(false)
  })

  test('stays out of indexes that had read it and not yet written it', ({ file }) => {
    appendData(file, log.slice(0, 300))
    const writer = new IndexWriter(file)
    const database = new Database(file)
    writer.add(searchIndexName('data.who'))
    expect(writer.step().kind).toBe('worked')
    expect(database.prepare('SELECT count(*) FROM path_values').pluck().get()).toBe(0)
    purge(database, [7])
    while (writer.step().kind === 'worked');
    writer.close()
    expect(database.prepare('SELECT count(*) FROM path_values').pluck().get()).toBe(299)
    expect(database.prepare('SELECT entries FROM search_indexes').pluck().get()).toBe(299)
    database.close()
    expect(bytesOf(file).includes(secret(7))).toBe(false)
  })

  test('leaves no trace in an index that is half removed', ({ file }) => {
    appendData(file, log)
    fillIndexes(file, 'words')
    const writer = new IndexWriter(file)
    writer.remove(WORDS)
    expect(writer.step().kind).toBe('worked')
    const database = new Database(file)
    purge(database, [1, EVENTS])
    while (writer.step().kind === 'worked');
    expect(database.prepare('SELECT count(*) FROM search_indexes').pluck().get()).toBe(0)
    writer.close()
    database.close()
    const bytes = bytesOf(file)
    expect([1, EVENTS].filter((at) => bytes.includes(secret(at)))).toEqual([])
  })
})
