import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { position } from '../../src/core/event.ts'
import { type FollowedWriters, followWriters, POLL_MS } from '../../src/host/follow-writers.ts'
import { folderTest } from './temporary-folder.ts'

/** A store whose head and failures the test decides, and what its follower said. */
class FollowedFile {
  head = 0
  failure: Error | undefined
  attention: 'front' | 'behind' = 'front'
  asked = 0
  readonly said: string[] = []
  readonly writers: FollowedWriters

  constructor(path: string, attention: 'front' | 'behind' = 'front') {
    this.attention = attention
    this.writers = followWriters({
      path,
      refresh: async () => {
        this.asked++
        if (this.failure) throw this.failure
        return position(this.head)
      },
      attention: () => this.attention,
      onChange: () => this.said.push(`changed to ${this.head}`),
      onTrouble: (error) => this.said.push(error.message),
    })
  }

  /** Waits until the store has been asked this many times more. */
  async askedAgain(times: number): Promise<void> {
    const wanted = this.asked + times
    await expect.poll(() => this.asked, { interval: 2, timeout: 10_000 }).toBeGreaterThanOrEqual(wanted)
  }
}

const test = folderTest.extend<{ path: string; file: FollowedFile }>({
  path: async ({ folder }, use) => {
    const path = join(folder, 'orders.db')
    await writeFile(path, '')
    await use(path)
  },
  file: async ({ path }, use) => {
    const file = new FollowedFile(path)
    await use(file)
    await file.writers.end()
  },
})

test('a head that moved is told once, also when no write was ever announced', async ({ file }) => {
  await file.askedAgain(2)
  file.head = 3
  await file.askedAgain(4)
  expect(file.said).toEqual(['changed to 0', 'changed to 3'])
})

test('a failure is told once as long as it is the same, and its end is a change', async ({ file }) => {
  await file.askedAgain(1)
  file.failure = new Error('the file is gone')
  await file.askedAgain(1)
  file.writers.now()
  await file.askedAgain(1)
  file.failure = undefined
  file.writers.now()
  await file.askedAgain(2)
  expect(file.said).toEqual(['changed to 0', 'the file is gone', 'changed to 0'])
})

test('writes to the file are seen at once though nobody looks', async ({ path }) => {
  const file = new FollowedFile(path, 'behind')
  await file.askedAgain(1)
  const before = performance.now()
  for (let write = 0; write < 6; write++) {
    const asked = file.askedAgain(1)
    await writeFile(`${path}-wal`, `${write}`)
    await asked
  }
  expect(performance.now() - before).toBeLessThan(6 * POLL_MS.behind - 500)
  await file.writers.end()
})

test('many calls to ask at once are few questions', async ({ file }) => {
  await file.askedAgain(1)
  const before = file.asked
  for (let i = 0; i < 1000; i++) file.writers.now()
  await file.askedAgain(1)
  expect(file.asked - before).toBeLessThan(5)
})

test('after its end nothing is asked and nothing told', async ({ path }) => {
  const file = new FollowedFile(path)
  await file.askedAgain(1)
  await file.writers.end()
  const { asked } = file
  file.head = 9
  file.writers.now()
  await file.writers.end()
  expect([file.asked, file.said.includes('changed to 9')]).toEqual([asked, false])
})

test('a file in a folder that cannot be watched is followed all the same', async ({ folder }) => {
  const file = new FollowedFile(join(folder, 'gone', 'orders.db'))
  await file.askedAgain(3)
  await file.writers.end()
})
