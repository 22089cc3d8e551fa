import { rename } from 'node:fs/promises'
import { expect } from 'vitest'
import { openSqliteStore as openUnfollowed } from '../../src/backends/sqlite/sqlite-store.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { openSqliteStore, type SqliteEventStore } from '../../src/library/sqlite.ts'
import { fileTest } from '../backends/sqlite-files.ts'

const builder = new EventBuilder().stream('s').type('T')

/** Reads a subscription until it has given so many events. */
async function positions(store: SqliteEventStore, count: number, onCaughtUp: () => void): Promise<readonly number[]> {
  const seen: number[] = []
  for await (const message of store.subscribe()) {
    if (message.kind === 'caught-up') onCaughtUp()
    else seen.push(...message.events.map(({ position }) => position))
    if (seen.length >= count) return seen
  }
  return seen
}

fileTest('makes the store where there is none, unless it is told not to', async ({ file }) => {
  for (const mode of ['read', 'write'] as const)
    await expect(openSqliteStore(file, { mode })).rejects.toMatchObject({ code: 'store-not-found' })
  const store = await openSqliteStore(file)
  expect(await store.storeEvent(builder.build(), { expectedVersion: 'no-stream' })).toMatchObject({ version: 1 })
  await store.dispose()
  const reader = await openSqliteStore(file, { mode: 'read' })
  await expect(reader.storeEvent(builder.build())).rejects.toMatchObject({ code: 'store-read-only' })
  await reader.dispose()
})

fileTest(
  'a subscription brings what another connection commits, and the store ends while it is open',
  async ({ file }) => {
    const store = await openSqliteStore(file)
    const other = await openUnfollowed(file, { mode: 'write' })
    let appended = 0
    const seen = await positions(store, 5, () => {
      if (appended++ < 5) void other.storeEvent(builder.build())
    })
    expect(seen).toEqual([1, 2, 3, 4, 5])
    const subscription = store.subscribe()[Symbol.asyncIterator]()
    await subscription.next()
    await subscription.next()
    const ended = expect(subscription.next()).rejects.toMatchObject({ code: 'store-not-open' })
    await store.dispose()
    await ended
    await other.dispose()
  },
)

fileTest('a subscription ends when the file is moved away', async ({ file }) => {
  const store = await openSqliteStore(file)
  const subscription = store.subscribe()[Symbol.asyncIterator]()
  expect(await subscription.next()).toEqual({ done: false, value: { kind: 'caught-up', position: 0 } })
  const ended = expect(subscription.next()).rejects.toMatchObject({
    code: expect.stringMatching(/^store-(gone|replaced)$/),
  })
  await rename(file, `${file}.away`)
  await ended
  await store.dispose()
})
