import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { OpenedBackend } from '../../src/backends/open-backend.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { eventType, position, START, streamName } from '../../src/core/event.ts'
import { EVERYTHING, filterText } from '../../src/core/event-filter.ts'
import { addMessage, makeEmmettStore, openHere } from './foreign-emmett-store.ts'
import { append, events } from './store-test.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Another program's connection to a store, which stays open. */
function neighbourOf(path: string): Database.Database {
  const database = new Database(path, { timeout: 200 })
  onTestFinished(() => {
    database.close()
  })
  return database
}

/** Whether nobody's read keeps SQLite from emptying the write-ahead log. */
function canBeEmptied(database: Database.Database): boolean {
  return database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
}

/** Begins every kind of read that has a next page, and leaves it after the first. */
async function leaveReadsUnfinished({ store }: Pick<OpenedBackend, 'store'>): Promise<void> {
  const reads = [
    store.readAll(),
    store.readAll({ direction: 'backwards' }),
    store.readAll({ filter: { types: [eventType('OrderPlaced'), eventType('ItemAdded')] } }),
    store.readAll({ filter: { where: filterText('type:*') } }),
    store.readEvents(streamName('order-1')),
    store.readEvents(streamName('cart-1'), { direction: 'backwards' }),
    store.subscribe(),
  ]
  for (const read of reads) await read[Symbol.asyncIterator]().next()
}

async function askAll({ index }: Pick<OpenedBackend, 'index'>): Promise<void> {
  const { firstUs = 0, lastUs = 0, head } = await index.summary()
  await Promise.all([
    index.categories(),
    index.types(),
    index.streams({ text: 'o', skip: 0, limit: 2 }),
    index.rows(EVERYTHING, 1, 10),
    index.rows({ where: filterText('data.n>=0') }, 1, 10),
    index.rowAt({ types: [eventType('OrderPlaced')] }, position(5)),
    index.correlated('c', START, 10),
    index.positionAtTime(lastUs),
    index.histogram({ fromUs: firstUs, toUs: lastUs, buckets: 10 }),
    index.positionHistogram({ after: START, upTo: head, buckets: 10 }),
  ])
}

describe('what was read and not read to its end keeps no transaction open in', () => {
  test("a store of Epoch's own", async () => {
    const path = `${temporaryFolder()}/store.db`
    const store = await openSqliteStore(path, { mode: 'create' })
    onTestFinished(() => store.dispose())
    await append(store, ...events(2500))
    const neighbour = neighbourOf(path)
    await leaveReadsUnfinished({ store })
    expect(canBeEmptied(neighbour)).toBe(true)
    await append(store, ...events(10, 'order-2'))
    await askAll({ index: store })
    expect(canBeEmptied(neighbour)).toBe(true)
  })

  test('a store of another application that is in use', async () => {
    const path = makeEmmettStore(temporaryFolder())
    const neighbour = neighbourOf(path)
    const fill = neighbour.transaction(() => {
      for (let i = 0; i < 1500; i++) addMessage(neighbour)
    })
    fill()
    const opened = await openHere(path)
    await leaveReadsUnfinished(opened)
    expect(canBeEmptied(neighbour)).toBe(true)
    addMessage(neighbour)
    await opened.refresh()
    await askAll(opened)
    expect(canBeEmptied(neighbour)).toBe(true)
  })
})

test('the check of open transactions notices a read that was left in the middle', () => {
  const path = makeEmmettStore(temporaryFolder())
  const neighbour = neighbourOf(path)
  const reader = neighbourOf(path)
  addMessage(neighbour)
  addMessage(neighbour)
  const rows = reader.prepare('SELECT * FROM emt_messages').iterate()
  rows.next()
  addMessage(neighbour)
  expect(canBeEmptied(neighbour)).toBe(false)
  rows.return?.()
})
