import { createHash } from 'node:crypto'
import { linkSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import { openForWriting } from '../../src/backends/sqlite/open-database.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import type { EventId } from '../../src/core/event.ts'
import type { EventStoreBackend, SubscriptionMessage } from '../../src/core/event-store-backend.ts'
import { acknowledgedAfter, fates, toldOf } from './changed-files.ts'
import { fileTest } from './sqlite-files.ts'
import { allOf, anEvent, append, events } from './store-test.ts'

/** A followed store must tell of its file's fate in this time. */
const TOLD_MS = 1000

/** `prepared` is the file of a store of 500 events, and `other` that of one of 600; neither is open. */
const test = fileTest.extend<{ other: string; prepared: string }>({
  other: async ({ folder }, use) => use(await storeOf(`${folder}/other.db`, 600)),
  prepared: async ({ file }, use) => use(await storeOf(file, 500)),
})

const made = new Map<number, Buffer>()

/** Made once for each count, and copied. */
async function storeOf(path: string, count: number): Promise<string> {
  const file = made.get(count)
  if (file !== undefined) writeFileSync(path, file)
  else {
    const store = await openSqliteStore(path, { mode: 'create' })
    await append(store, ...events(count))
    await store.dispose()
    made.set(count, readFileSync(path))
  }
  return path
}

async function untilCaughtUp(messages: AsyncIterator<SubscriptionMessage>): Promise<void> {
  for (;;) {
    const next = await messages.next()
    if (next.done === true || next.value.kind === 'caught-up') return
  }
}

async function idsIn(path: string): Promise<Set<EventId>> {
  const store = await openSqliteStore(path, { mode: 'read' })
  const log = await allOf(store.readAll())
  await store.dispose()
  return new Set(log.map((event) => event.id))
}

/** Appends until that fails. @returns the ids of what was acknowledged, and the failure */
async function appendUntilRefused(store: EventStoreBackend, onAcknowledged: (count: number) => void) {
  const acknowledged: EventId[] = []
  for (;;) {
    const batch = events(3, `order-${acknowledged.length % 5}`)
    try {
      await append(store, ...batch)
    } catch (error) {
      return { acknowledged, error }
    }
    acknowledged.push(...batch.map(({ id }) => id))
    onAcknowledged(acknowledged.length)
  }
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

describe.skipIf(process.platform === 'win32')('a store whose file', () => {
  for (const [fate, { code, writerCode = code, happen }] of Object.entries(fates)) {
    test(`was ${fate} while nothing was asked says so, and takes no events`, async ({ prepared, other }) => {
      const store = await openSqliteStore(prepared, { mode: 'write' })
      expect(await store.refresh()).toBe(500)
      expect(
        await acknowledgedAfter(
          () => happen(prepared, other),
          () => store.storeEvent(anEvent()),
          3,
        ),
      ).toBe(0)
      await expect(store.storeEvent(anEvent())).rejects.toMatchObject({ code: writerCode })
      await expect(store.refresh()).rejects.toMatchObject({ code })
      await expect(store.subscribe()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code })
      await store.dispose()
    })

    test(`was ${fate} while it was followed tells who follows and who subscribes`, async ({ prepared, other }) => {
      const store = await openSqliteStore(prepared, { mode: 'write' })
      const messages = store.subscribe()[Symbol.asyncIterator]()
      await untilCaughtUp(messages)
      const subscriber = expect(messages.next()).rejects.toMatchObject({ code })
      const follow = { path: prepared, refresh: () => store.refresh(), withinMs: TOLD_MS }
      expect(await toldOf(() => happen(prepared, other), follow)).toMatchObject({ code })
      await subscriber
      await store.dispose()
    })

    test(`was ${fate} while it was appended to acknowledges nothing more`, async ({ prepared, other, folder }) => {
      const kept = `${folder}/kept.db`
      linkSync(prepared, kept)
      const store = await openSqliteStore(prepared, { mode: 'write' })
      let changed = false
      const { acknowledged, error } = await appendUntilRefused(store, (count) => {
        if (count < 60 || changed) return
        changed = true
        happen(prepared, other)
      })
      expect(error).toMatchObject({ code })
      expect(acknowledged.length).toBeLessThanOrEqual(63)
      await store.dispose()
      if (code === 'store-rewound') return
      const stored = await idsIn(kept)
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
    })
  }

  test('was replaced by another store leaves that one as it is, whole', async ({ prepared, other }) => {
    const before = hashOf(other)
    const ids = await idsIn(other)
    const store = await openSqliteStore(prepared, { mode: 'write' })
    await append(store, ...events(20))
    renameSync(other, prepared)
    await expect(store.storeEvent(anEvent())).rejects.toMatchObject({ code: 'store-replaced' })
    await expect(store.refresh()).rejects.toMatchObject({ code: 'store-replaced' })
    expect(hashOf(prepared)).toBe(before)
    expect(await idsIn(prepared)).toEqual(ids)
    await store.dispose()
    expect(await idsIn(prepared)).toEqual(ids)
  })

  test('was moved away has all that was acknowledged as soon as that is noticed', async ({ prepared }) => {
    const store = await openSqliteStore(prepared, { mode: 'write' })
    const batch = events(20)
    await append(store, ...batch)
    renameSync(prepared, `${prepared}.moved`)
    await expect(store.refresh()).rejects.toMatchObject({ code: 'store-replaced' })
    const stored = await idsIn(`${prepared}.moved`)
    expect(batch.filter(({ id }) => !stored.has(id))).toEqual([])
    await store.dispose()
  })

  test('was moved away and back is the same store again', async ({ prepared }) => {
    const store = await openSqliteStore(prepared, { mode: 'write' })
    await append(store, anEvent())
    renameSync(prepared, `${prepared}.moved`)
    await expect(store.refresh()).rejects.toMatchObject({ code: 'store-replaced' })
    renameSync(`${prepared}.moved`, prepared)
    await append(store, anEvent())
    expect(await store.refresh()).toBe(502)
    await store.dispose()
  })
})

describe('a store into which', () => {
  test('an older copy was restored, and written on, says that it was rewound', async ({ prepared, folder }) => {
    const store = await openSqliteStore(prepared, { mode: 'write' })
    const backup = new Database(prepared)
    await backup.backup(`${folder}/backup.db`)
    backup.close()
    await append(store, ...events(10))
    expect(await store.refresh()).toBe(510)
    const messages = store.subscribe({ after: await store.head() })[Symbol.asyncIterator]()
    await untilCaughtUp(messages)
    const subscriber = expect(messages.next()).rejects.toMatchObject({ code: 'store-rewound' })
    const restore = new Database(`${folder}/backup.db`)
    await restore.backup(prepared)
    restore.close()
    await expect(store.refresh()).rejects.toMatchObject({ code: 'store-rewound', message: /up to 510/ })
    await subscriber
    const other = await openSqliteStore(prepared, { mode: 'write' })
    await append(other, ...events(20))
    await other.dispose()
    await expect(store.refresh()).rejects.toMatchObject({ code: 'store-rewound', message: /another event is at 510/ })
    await expect(store.head()).rejects.toMatchObject({ code: 'store-rewound' })
    await store.dispose()
  })

  test('another program made room, which makes the file shorter, is the same store', async ({ prepared }) => {
    const store = await openSqliteStore(prepared, { mode: 'write' })
    const database = openForWriting(prepared, 'NORMAL')
    database.exec('CREATE TABLE filler(x); INSERT INTO filler VALUES (zeroblob(2000000))')
    database.pragma('wal_checkpoint(TRUNCATE)')
    expect(await store.refresh()).toBe(500)
    database.exec('DROP TABLE filler; VACUUM')
    expect(await store.refresh()).toBe(500)
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.close()
    expect(await store.refresh()).toBe(500)
    await append(store, anEvent())
    expect(await store.refresh()).toBe(501)
    await store.dispose()
  })
})

describe.skipIf(process.platform === 'win32')('the checks of changed files notice', () => {
  test('a store that writes on into a file which was moved away', async ({ prepared, other }) => {
    const database = openForWriting(prepared, 'NORMAL')
    database.exec('CREATE TABLE carefree(x)')
    const add = database.prepare('INSERT INTO carefree VALUES (1)')
    const acknowledged = await acknowledgedAfter(
      () => fates['renamed']?.happen(prepared, other),
      async () => add.run(),
      3,
    )
    expect(acknowledged).toBe(3)
    database.close()
  })

  test('a store that reads on from a file which was moved away', async ({ prepared, other }) => {
    const store = await openSqliteStore(prepared, { mode: 'read' })
    const head = await store.head()
    const carefree = { path: prepared, refresh: async () => head, withinMs: 300 }
    expect(await toldOf(() => fates['renamed']?.happen(prepared, other), carefree)).toBeUndefined()
    await store.dispose()
  })
})
