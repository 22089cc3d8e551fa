import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { IndexWriter } from '../../src/backends/sqlite/index-writer.ts'
import { searchIndexName } from '../../src/core/search-indexes.ts'
import { fileTest as test } from './sqlite-files.ts'
import { appendData, fillIndexes } from './sqlite-index-files.ts'

const filling = fileURLToPath(new URL('./sqlite-index-process.ts', import.meta.url))
const names = ['words', 'data.n', 'data.who']

/** Has another process fill the indexes, and kills it after some steps. @returns whether it was at its end before */
async function killAfter(steps: number, file: string): Promise<boolean> {
  const child = spawn(process.execPath, [filling, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(child, 'exit')
  let taken = 0
  let isDone = false
  for await (const line of createInterface({ input: child.stdout })) {
    isDone ||= line === 'done'
    if (++taken === steps) child.kill('SIGKILL')
  }
  await exit
  return isDone
}

function contentOf(file: string): unknown {
  const database = new Database(file)
  database.exec("INSERT INTO words(words) VALUES ('integrity-check')")
  database.exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, 'instance')")
  const all = (sql: string): unknown[] => database.prepare(sql).raw().all()
  const content = {
    words: all('SELECT term, doc FROM temp.terms ORDER BY term, doc'),
    values: all(
      'SELECT name, value, position FROM path_values JOIN search_indexes ON id = index_id ORDER BY name, value, position',
    ),
    marks: all('SELECT name, indexed_to, entries FROM search_indexes ORDER BY name'),
  }
  database.close()
  return content
}

test('filling that is killed and goes on ends with the same indexes', { timeout: 60_000 }, async ({ folder, file }) => {
  const data = Array.from({ length: 6000 }, (_, i) => JSON.stringify({ n: i % 700, who: `customer ${(i * 7) % 911}` }))
  appendData(file, data)
  const writer = new IndexWriter(file)
  for (const name of names) writer.add(searchIndexName(name))
  writer.close()
  const whole = `${folder}/whole.db`
  copyFileSync(file, whole)
  fillIndexes(whole)
  let kills = 0
  for (let steps = 1; !(await killAfter(steps, file)); steps += 4) kills++
  expect(kills).toBeGreaterThan(2)
  expect(contentOf(file)).toEqual(contentOf(whole))
})
