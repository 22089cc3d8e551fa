import { readdirSync } from 'node:fs'
import { expect } from 'vitest'
import { fileTest as test } from '../backends/sqlite-files.ts'
import { followRestarts } from './follow-restarts.ts'

test('what a writer commits that rolls back, restarts and is killed is delivered once each, in order, and nothing else', async ({
  folder,
}) => {
  const { delivered, kept, lostByStore, noticeP99Ms } = await followRestarts({
    folder,
    restarts: 20,
    kills: 5,
    seed: 7,
  })
  expect(lostByStore).toBe(0)
  expect(kept).toBeGreaterThan(100)
  expect(delivered).toEqual(Array.from({ length: kept }, (_, n) => n))
  expect(noticeP99Ms, 'milliseconds until a commit is seen').toBeLessThan(500)
  expect(readdirSync(folder).filter((name) => !/^hostile\.db(-wal|-shm)?$/.test(name))).toEqual([])
})
