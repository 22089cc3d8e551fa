import { copyFileSync, renameSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { fates, toldOf } from './changed-files.ts'
import { addMessage, makeEmmettStore, openHere } from './foreign-emmett-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

const TOLD_MS = 1000

function storeWith(messages: number): string {
  return makeEmmettStore(temporaryFolder(), (database) => {
    for (let i = 0; i < messages; i++) addMessage(database)
  })
}

/** Keeps a store in use by a connection that has written to it. */
function use(path: string): Database.Database {
  const database = new Database(path)
  onTestFinished(() => {
    database.close()
  })
  addMessage(database)
  return database
}

/** What a subscription that has caught up says next. */
async function waitingNext(store: EventStoreBackend): Promise<{ readonly promise: Promise<unknown> }> {
  const messages = store.subscribe()[Symbol.asyncIterator]()
  await messages.next()
  await messages.next()
  const promise = messages.next()
  // It may reject before the test looks at it.
  promise.catch(() => {})
  return { promise }
}

describe.skipIf(process.platform === 'win32')("another application's store whose file", () => {
  for (const [fate, { code, happen }] of Object.entries(fates))
    for (const state of ['at rest', 'in use'] as const)
      test(`was ${fate} ${state} tells who follows and who subscribes`, async () => {
        const path = storeWith(200)
        if (state === 'in use') use(path)
        const { store, refresh } = await openHere(path)
        const next = await waitingNext(store)
        const told = await toldOf(() => happen(path, storeWith(3)), { path, refresh, withinMs: TOLD_MS })
        if (code === 'store-rewound' && state === 'at rest') {
          // Half a copy may become a whole one again.
          expect(told).toMatchObject({ code: 'store-corrupt' })
          return
        }
        expect(told).toMatchObject({ code })
        await expect(next.promise).rejects.toMatchObject({ code })
        await expect(store.head()).rejects.toMatchObject({ code })
      })

  test('was moved away and back is the same store again', async () => {
    const path = storeWith(2)
    const { store, refresh } = await openHere(path)
    renameSync(path, `${path}.moved`)
    await expect(refresh()).rejects.toMatchObject({ code: 'store-replaced' })
    renameSync(`${path}.moved`, path)
    expect(await refresh()).toBe(2)
    expect(await store.head()).toBe(2)
  })

  test('was written over with an older copy that was written on says that it was rewound', async () => {
    const path = storeWith(5)
    copyFileSync(path, `${path}.older`)
    const newer = new Database(path)
    for (let i = 0; i < 3; i++) addMessage(newer)
    newer.close()
    const { store, refresh } = await openHere(path)
    const next = await waitingNext(store)
    copyFileSync(`${path}.older`, path)
    const older = new Database(path)
    for (let i = 0; i < 6; i++) addMessage(older)
    older.close()
    await expect(refresh()).rejects.toMatchObject({ code: 'store-rewound', message: /another event is at 8/ })
    await expect(refresh()).rejects.toMatchObject({ code: 'store-rewound' })
    await expect(next.promise).rejects.toMatchObject({ code: 'store-rewound' })
  })

  test('in use had its last event changed to another says that it was rewound', async () => {
    const path = storeWith(5)
    const database = use(path)
    const { refresh } = await openHere(path)
    expect(await refresh()).toBe(6)
    database.exec("UPDATE emt_messages SET message_id = 'another' WHERE global_position = 6")
    addMessage(database)
    await expect(refresh()).rejects.toMatchObject({ code: 'store-rewound' })
    await expect(refresh()).rejects.toMatchObject({ code: 'store-rewound' })
  })
})
