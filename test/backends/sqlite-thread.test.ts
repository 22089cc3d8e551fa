import { describe, expect } from 'vitest'
import { AppendQueue } from '../../src/backends/sqlite/append-queue.ts'
import { type AppendCall, LogWriter } from '../../src/backends/sqlite/log-writer.ts'
import { createStore } from '../../src/backends/sqlite/open-database.ts'
import type { StoreReader } from '../../src/backends/sqlite/store-reader.ts'
import { StoreThread } from '../../src/backends/sqlite/store-thread.ts'
import { streamName } from '../../src/core/event.ts'
import { fileTest as test } from './sqlite-files.ts'
import { events } from './store-test.ts'

describe('a thread of a store', () => {
  test('that dies rejects what waits for it, and the next call starts another', async ({ file }) => {
    createStore(file)
    const thread = new StoreThread<StoreReader>({ role: 'reader', path: file, create: false })
    const waiting = expect(Promise.all([thread.call('head'), thread.call('summary')])).rejects.toMatchObject({
      code: 'internal',
      details: { path: file },
    })
    await thread.kill()
    await waiting
    expect(await thread.call('head')).toBe(0)
    await thread.close()
  })

  test('answers what was asked before it is closed', async ({ file }) => {
    createStore(file)
    const thread = new StoreThread<StoreReader>({ role: 'reader', path: file, create: false })
    const answers = Promise.all(Array.from({ length: 20 }, () => thread.call('head')))
    await thread.close()
    expect(await answers).toEqual(Array.from({ length: 20 }, () => 0))
  })

  test('tries again to open the store after it could not', async ({ file }) => {
    const thread = new StoreThread<StoreReader>({ role: 'reader', path: file, create: false })
    await expect(thread.call('head')).rejects.toMatchObject({ code: 'store-not-found' })
    createStore(file)
    expect(await thread.call('head')).toBe(0)
    await thread.close()
  })
})

describe('appends that wait together', () => {
  test('are committed together', async ({ file }) => {
    createStore(file)
    const writer = new LogWriter(file)
    const together: number[] = []
    const queue = new AppendQueue({
      append: (calls: readonly AppendCall[]) => {
        together.push(calls.length)
        return writer.append(calls)
      },
    })
    const stream = streamName('order-1')
    const results = await Promise.all(
      Array.from({ length: 50 }, () => queue.append({ stream, events: events(2), expectedVersion: 'any' })),
    )
    expect(together).toEqual([50])
    expect(results.map((result) => result.version)).toEqual(results.map((_, i) => 2 * i + 2))
    writer.close()
  })
})
