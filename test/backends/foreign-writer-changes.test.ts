import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { position } from '../../src/core/event.ts'
import { addMessage, makeEmmettStore, openHere } from './foreign-emmett-store.ts'
import { allOf } from './store-test.ts'
import { temporaryFolder } from './temporary-folder.ts'

const EVENTS = 5

function storeAtRest(): string {
  return makeEmmettStore(temporaryFolder(), (database) => {
    for (let i = 0; i < EVENTS; i++) addMessage(database)
  })
}

/** The application's own connection; it has written, so that the store is in use. */
function connect(path: string): Database.Database {
  const database = new Database(path, { timeout: 0 })
  onTestFinished(() => void database.close())
  addMessage(database)
  return database
}

/** A store in use with six events, open here as well. */
async function storeInUse() {
  const path = storeAtRest()
  const application = connect(path)
  return { path, application, ...(await openHere(path)) }
}

describe('a store that its own application', () => {
  test('vacuums goes on as the same one', async () => {
    const { application, store, refresh } = await storeInUse()
    const before = await allOf(store.readAll())
    application.exec('VACUUM')
    expect(await refresh()).toBe(6)
    expect(await allOf(store.readAll())).toEqual(before)
    addMessage(application)
    expect(await refresh()).toBe(7)
  })

  test('vacuums so that its positions shrink was rewound', async () => {
    const path = join(temporaryFolder(), 'python.db')
    const application = new Database(path)
    onTestFinished(() => void application.close())
    application.pragma('journal_mode = WAL')
    application.exec(`CREATE TABLE stored_events(originator_id TEXT NOT NULL, originator_version INTEGER NOT NULL,
      topic TEXT NOT NULL, state BLOB NOT NULL)`)
    for (let i = 1; i <= EVENTS; i++)
      application.exec(`INSERT INTO stored_events VALUES ('order-1', ${i}, 'Placed', x'7b7d')`)
    application.exec('DELETE FROM stored_events WHERE originator_version = 2')
    const { store, refresh } = await openHere(path)
    expect((await allOf(store.readAll())).map(({ position }) => position)).toEqual([1, 3, 4, 5])
    application.exec('VACUUM')
    await expect(refresh()).rejects.toMatchObject({ code: 'store-rewound' })
    await expect(store.head()).rejects.toMatchObject({ code: 'store-rewound' })
  })

  test('takes the last events from was rewound', async () => {
    const { application, refresh } = await storeInUse()
    application.exec('DELETE FROM emt_messages WHERE global_position > 4')
    await expect(refresh()).rejects.toMatchObject({ code: 'store-rewound', message: /from 6 to 4/ })
  })

  test('takes the last events from and gives their places to others was rewound', async () => {
    const { application, refresh } = await storeInUse()
    application.exec('DELETE FROM emt_messages WHERE global_position > 4')
    for (let i = 0; i < 4; i++) addMessage(application)
    await expect(refresh()).rejects.toMatchObject({ code: 'store-rewound' })
  })

  test('takes earlier events from goes on without them', async () => {
    const { application, store, refresh } = await storeInUse()
    application.exec('DELETE FROM emt_messages WHERE global_position = 2')
    expect(await refresh()).toBe(6)
    expect((await allOf(store.readAll())).map(({ position }) => position)).toEqual([1, 3, 4, 5, 6])
  })

  test('brings its log into the main file and empties it goes on, and the application need not wait', async () => {
    const { application, store, refresh } = await storeInUse()
    await allOf(store.readAll())
    expect(application.pragma('wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0, log: 0 }])
    addMessage(application)
    expect(await refresh()).toBe(7)
    expect(await allOf(store.readAll())).toHaveLength(7)
  })

  test('at rest gives another journal goes on', async () => {
    const path = storeAtRest()
    const { store, refresh } = await openHere(path)
    const application = new Database(path)
    onTestFinished(() => void application.close())
    expect(application.pragma('journal_mode = DELETE', { simple: true })).toBe('delete')
    addMessage(application)
    expect(await refresh()).toBe(EVENTS + 1)
    expect(application.pragma('journal_mode = WAL', { simple: true })).toBe('wal')
    addMessage(application)
    expect(await refresh()).toBe(EVENTS + 2)
    expect(await allOf(store.readAll())).toHaveLength(EVENTS + 2)
  })

  test('changes the tables of while Epoch has it open goes on', async () => {
    const { application, store, refresh } = await storeInUse()
    application.exec('ALTER TABLE emt_messages ADD COLUMN tenant TEXT')
    application.exec('CREATE INDEX by_type ON emt_messages(message_type)')
    addMessage(application)
    expect(await refresh()).toBe(7)
    expect(await allOf(store.readAll())).toHaveLength(7)
  })

  test('gives a column and a table of checkpoints while Epoch has it open has both told', async () => {
    const path = storeAtRest()
    const application = connect(path)
    application.exec('DROP TABLE emt_processors')
    const { index, surroundings, refresh } = await openHere(path)
    expect(await surroundings?.checkpoints()).toEqual([])
    application.exec(`CREATE TABLE emt_processors(processor_id TEXT, partition TEXT, status TEXT, last_processed_checkpoint TEXT);
      INSERT INTO emt_processors VALUES ('p', 'global', 'running', '4');
      ALTER TABLE emt_messages ADD COLUMN tenant TEXT DEFAULT 'acme'`)
    addMessage(application)
    expect(await refresh()).toBe(7)
    expect(await surroundings?.checkpoints()).toMatchObject([{ name: 'p', position: 4, lag: 3 }])
    expect((await index.eventAt(position(7)))?.own).toContainEqual({ name: 'tenant', value: 'acme' })
  })

  test('takes the table from was replaced, and goes on when it is there again', async () => {
    const { application, store, refresh } = await storeInUse()
    application.exec('ALTER TABLE emt_messages RENAME TO away')
    await expect(refresh()).rejects.toMatchObject({ code: 'store-replaced' })
    await expect(refresh()).rejects.toMatchObject({ code: 'store-replaced' })
    application.exec('ALTER TABLE away RENAME TO emt_messages')
    expect(await refresh()).toBe(6)
    expect(await allOf(store.readAll())).toHaveLength(6)
  })
})
