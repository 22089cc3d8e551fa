import type Database from 'better-sqlite3'

/**
 * Many small segments are merged by steps of our own (see index-writer.ts), never by an insert that happens to be one too many; what is deleted
 * is overwritten.
 */
export function configureWords(database: Database.Database): void {
  const set = database.prepare<[string, bigint]>('INSERT INTO words(words, rank) VALUES (?, ?)')
  set.run('automerge', 0n)
  set.run('usermerge', 4n)
  set.run('crisismerge', 1999n)
  set.run('secure-delete', 1n)
}

/** Has FTS5 write what it keeps in memory until the transaction ends: it does so before every savepoint. */
export function flushWords(database: Database.Database): void {
  database.exec('SAVEPOINT flush_words; RELEASE flush_words')
}

/** Removes some of all words: FTS5 can only do so at one go, so its rows are deleted behind its back until little is left for that. */
export function clearWords(database: Database.Database, rows: number): boolean {
  const deleted = withShadowTables(database, () =>
    database
      // Rows up to 10 say what the others are.
      .prepare<[number]>('DELETE FROM words_data WHERE id IN (SELECT id FROM words_data WHERE id > 10 LIMIT ?)')
      .run(rows),
  )
  if (deleted.changes === rows) return true
  database.exec("INSERT INTO words(words) VALUES ('delete-all')")
  return false
}

/** Lets statements write to the tables behind FTS5's. */
export function withShadowTables<Result>(database: Database.Database, work: () => Result): Result {
  database.unsafeMode(true)
  try {
    return work()
  } finally {
    database.unsafeMode(false)
  }
}
