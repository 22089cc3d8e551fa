import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import { appendingInModule } from './appenders.ts'
import { crashBatch } from './crash-events.ts'
import { lostOf, storedIds, storeFaults } from './store-faults.ts'
import { openUpkeep } from './upkeep.ts'

const folder = mkdtempSync(join(tmpdir(), 'epoch-faults-'))
const whole = join(folder, 'whole.db')
const acknowledged: string[] = []

beforeAll(async () => {
  const random = new SeededRandom(1)
  const appender = appendingInModule(whole)
  while (acknowledged.length < 1100) {
    const batch = crashBatch(random)
    await appender.append(batch)
    acknowledged.push(...batch.map((event) => event.id))
  }
  await appender.close()
  const upkeep = openUpkeep(whole)
  for (let i = 0; i < 20; i++) upkeep.change(random)
  while (upkeep.step());
  upkeep.close()
})

afterAll(() => rmSync(folder, { recursive: true }))

function damaged(sql: string): string {
  const copy = join(folder, 'damaged.db')
  copyFileSync(whole, copy)
  const database = new Database(copy)
  database.exec(sql)
  database.close()
  return copy
}

const removeLast = 'DELETE FROM events WHERE position = (SELECT max(position) FROM events)'

test('a store that lost nothing has no faults, and every acknowledged event', async () => {
  expect(await storeFaults(whole)).toEqual([])
  expect(storedIds(whole)).toEqual(acknowledged)
})

test('an acknowledged event that is gone is missed', () => {
  expect(lostOf(acknowledged, storedIds(damaged(removeLast)))).toEqual([acknowledged.at(-1)])
})

test.for([
  ['DELETE FROM events WHERE position = 7', 'positions are not 1..n'],
  ['UPDATE events SET version = version + 100 WHERE position = 1100', 'a stream does not have the versions 1..n'],
  [removeLast, 'part of an append is there'],
  [removeLast, 'a stream is not what its events say'],
  ['UPDATE types SET events = events + 1 WHERE id = 1', 'a type is not what its events say'],
  ['UPDATE categories SET events = events - 1 WHERE id = 1', 'a category is not what its streams say'],
  ['UPDATE events SET log_time_us = log_time_us + 1 WHERE position = 1100', 'the log time is not'],
  ['DELETE FROM seals', 'a thousand events have no seal'],
  ['DELETE FROM recent_links WHERE position < 20; DELETE FROM causations WHERE position < 20', 'the links are not'],
  ['DELETE FROM segment_counts', 'segment 0 is not that of its events'],
  ['UPDATE segment_counts SET greatest_us = greatest_us + 1', 'segment 0 is not that of its events'],
  ["INSERT INTO words(words) VALUES ('delete-all')", 'the index of words is wrong'],
  ['DELETE FROM path_values WHERE position = 9', 'the index of data.size is wrong'],
  ["UPDATE events SET data = replace(data, 'n', 'm') WHERE position = 1", 'the audit found checksum at 1'],
] as const)('after %s it is found that %s', async ([sql, fault]) => {
  expect(await storeFaults(damaged(sql))).toContainEqual(expect.stringContaining(fault))
})
