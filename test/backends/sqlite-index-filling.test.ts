import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { AppendQueue } from '../../src/backends/sqlite/append-queue.ts'
import { IndexFiller } from '../../src/backends/sqlite/index-filler.ts'
import type { IndexState } from '../../src/backends/sqlite/index-writer.ts'
import { LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { fileIdentity } from '../../src/backends/sqlite/store-file.ts'
import { StoreReadOnly } from '../../src/core/errors.ts'
import { searchIndexName, WORDS } from '../../src/core/search-indexes.ts'
import { fileTest as test } from './sqlite-files.ts'
import { appendData, eventWith } from './sqlite-index-files.ts'
import { append, events } from './store-test.ts'

function manyData(count: number): string[] {
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({ n: i, text: `number ${i} of ${i % 97} and ${i % 13}` }),
  )
}

/** Keeps the thread until the next step of the filling is overdue. */
function keepBusy(): void {
  const untilMs = performance.now() + 60
  while (performance.now() < untilMs);
}

/** Goes on with the filling until there is no more. */
async function finish(filler: IndexFiller): Promise<IndexState> {
  for (;;) {
    const state = await filler.progress()
    if (!state.untidy && state.indexes.every(({ indexedTo }) => indexedTo === state.head)) return state
  }
}

describe('the filling of search indexes', () => {
  test('does not take a step while an append waits', async ({ file }) => {
    appendData(file, manyData(20_000))
    const happened: ('step' | 'asked' | 'appended')[] = []
    const writer = new LogWriter(file)
    const queue = new AppendQueue(writer)
    const filler = new IndexFiller({
      path: file,
      file: fileIdentity(file),
      isBusy: () => !queue.isIdle,
      onStep: () => happened.push('step'),
    })
    for (const name of [WORDS, 'data.n'].map(searchIndexName)) await filler.add(name)
    for (let i = 0; i < 20; i++) {
      await filler.progress()
      const event = eventWith(`{"late":${i}}`)
      await new Promise<void>((resolve, reject) => {
        setTimeout(() => {
          happened.push('asked')
          queue.append({ stream: event.stream, events: [event], expectedVersion: 'any' }).then(() => {
            happened.push('appended')
            resolve()
          }, reject)
          keepBusy()
        })
      })
    }
    const state = await finish(filler)
    filler.stop()
    writer.close()
    expect(state.indexes.map(({ indexedTo }) => indexedTo)).toEqual([20_020, 20_020])
    expect(happened.filter((what) => what === 'step').length).toBeGreaterThan(20)
    for (const [i, what] of happened.entries()) if (what === 'asked') expect(happened[i + 1]).toBe('appended')
  })

  test('waits while another connection writes, and goes on after it', async ({ file }) => {
    appendData(file, manyData(50))
    const filler = new IndexFiller({ path: file, file: fileIdentity(file), isBusy: () => false })
    await filler.add(WORDS)
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    for (let i = 0; i < 3; i++) expect((await filler.progress()).indexes).toEqual([{ indexedTo: 0, reached: 0 }])
    other.exec('COMMIT')
    other.close()
    expect((await finish(filler)).indexes).toEqual([{ indexedTo: 50, reached: 50 }])
    filler.stop()
  })

  test('says what stopped it to who asks next, and then goes on', async ({ file }) => {
    appendData(file, manyData(50))
    const filler = new IndexFiller({ path: file, file: fileIdentity(file), isBusy: () => false })
    await filler.add(WORDS)
    const other = new Database(file)
    other.exec("CREATE TRIGGER no_step BEFORE UPDATE ON search_indexes BEGIN SELECT raise(ABORT, 'no'); END")
    await expect(filler.progress()).rejects.toThrow('no')
    other.exec('DROP TRIGGER no_step')
    other.close()
    expect((await finish(filler)).indexes).toEqual([{ indexedTo: 50, reached: 50 }])
    filler.stop()
  })
})

describe('a store with search indexes', () => {
  test('fills them, follows its appends and those of others, and says what they take up', async ({ file }) => {
    appendData(file, manyData(1500))
    const store = await openSqliteStore(file, { mode: 'write' })
    expect(await store.searchIndexes()).toEqual([])
    const [pathsBefore, wordsBefore] = [bytesOf(file, 'path_values'), bytesOf(file, 'words_data', 'words_idx')]
    const guess = await store.estimateSearchIndex('data.n')
    await store.addSearchIndex('words')
    await store.addSearchIndex('DATA["n"]')
    const told: { done: number; total: number }[] = []
    await store.finishSearchIndexes({ onProgress: (progress) => told.push(progress) })
    expect(told.at(-1)).toEqual({ done: 3000, total: 3000 })
    await append(store, ...events(2))
    appendData(file, ['{"n":7}'])
    await store.finishSearchIndexes()
    const [path, words] = await store.searchIndexes()
    expect(path).toEqual({ of: 'data.n', indexedTo: 1503, entries: 1503, bytes: expect.any(Number) })
    expect(words).toEqual({ of: 'words', indexedTo: 1503, entries: 1503, bytes: expect.any(Number) })
    expect(path?.bytes).toBe(bytesOf(file, 'path_values') - pathsBefore)
    expect(words?.bytes).toBe(bytesOf(file, 'words_data', 'words_idx') - wordsBefore)
    expect(guess.bytes / (path?.bytes ?? 0)).toBeGreaterThan(0.5)
    expect(guess.bytes / (path?.bytes ?? 0)).toBeLessThan(2)
    await store.dispose()
  })

  test('gives back what a removed one took up, and can have it again', async ({ file }) => {
    appendData(file, manyData(3000))
    const store = await openSqliteStore(file, { mode: 'write' })
    const before = bytesOf(file, 'path_values', 'words_data', 'words_idx')
    for (const of of ['words', 'data.n']) await store.addSearchIndex(of)
    await store.finishSearchIndexes()
    for (const of of ['words', 'data.n', 'data.never']) await store.removeSearchIndex(of)
    expect(await store.searchIndexes()).toEqual([])
    await store.addSearchIndex('words')
    await store.finishSearchIndexes()
    expect(await store.searchIndexes()).toMatchObject([{ of: 'words', indexedTo: 3000, entries: 3000 }])
    await store.removeSearchIndex('words')
    await store.finishSearchIndexes()
    expect(bytesOf(file, 'path_values', 'words_data', 'words_idx')).toBe(before)
    await store.dispose()
  })

  test('does not change them where it takes no events, or has no such index', async ({ file }) => {
    appendData(file, ['{}'])
    const store = await openSqliteStore(file, { mode: 'read' })
    expect(await store.searchIndexes()).toEqual([])
    await expect(store.addSearchIndex('words')).rejects.toThrow(StoreReadOnly)
    await expect(store.removeSearchIndex('words')).rejects.toThrow(StoreReadOnly)
    for (const of of ['word', 'data', 'data.', ''])
      await expect(store.addSearchIndex(of)).rejects.toMatchObject({ code: 'invalid-filter' })
    await store.dispose()
    await expect(store.searchIndexes()).rejects.toMatchObject({ code: 'store-not-open' })
  })

  test('stops waiting for them when that is aborted', async ({ file }) => {
    appendData(file, manyData(3000))
    const store = await openSqliteStore(file, { mode: 'write' })
    await store.addSearchIndex('words')
    const abort = new AbortController()
    const onProgress = (): void => abort.abort(new Error('enough'))
    await expect(store.finishSearchIndexes({ signal: abort.signal, onProgress })).rejects.toThrow('enough')
    await store.dispose()
  })
})

function bytesOf(file: string, ...tables: readonly string[]): number {
  const database = new Database(file, { readonly: true })
  const bytes = database
    .prepare<[string], number>('SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT value FROM json_each(?))')
    .pluck()
    .get(JSON.stringify(tables))
  database.close()
  return bytes ?? 0
}
