import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { EventOfRow } from '../../src/backends/foreign/event-of-row.ts'
import { ForeignSession } from '../../src/backends/foreign/foreign-session.ts'
import { kindOfMapping } from '../../src/backends/foreign/mapping-kind.ts'
import { Places } from '../../src/backends/foreign/places.ts'
import { PlacesScan } from '../../src/backends/foreign/places-scan.ts'
import { readEventsPart, readPosition } from '../../src/backends/foreign/read-answer.ts'
import { columnsOf } from '../../src/backends/foreign/read-schema.ts'
import { textDecoder } from '../../src/backends/foreign/stored-text.ts'
import type { StreamName } from '../../src/core/event.ts'
import { EVERYTHING } from '../../src/core/event-filter.ts'
import { addMessage, emmettStoreOf } from './foreign-emmett-store.ts'
import { expectAgreedAnswers } from './foreign-kinds/agreed-answers.ts'
import { chronicleEvent, chronicleStoreOf } from './foreign-kinds/chronicle-store.ts'
import { addRow, changeStore } from './foreign-kinds/make-store.ts'
import { pythonStoreOf, storedEvent } from './foreign-kinds/python-store.ts'
import { railsStoreOf } from './foreign-kinds/rails-store.ts'
import { openStore, type StoreUnderTest } from './foreign-kinds/read-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`

/** The application that owns the store, which has it open. */
function ownerOf(path: string): Database.Database {
  const database = new Database(path)
  onTestFinished(() => {
    database.close()
  })
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE IF NOT EXISTS others(a)')
  return database
}

async function placesOf(store: StoreUnderTest): Promise<(readonly [number, string, number])[]> {
  return (await expectAgreedAnswers(store)).map(({ position, stream, version }) => [position, stream, version])
}

describe('a table without row ids that is written to', () => {
  const row = (id: string, version: bigint) => ({ ...storedEvent, originator_id: id, originator_version: version })

  for (const state of ['in use', 'at rest'] as const)
    test(`${state} gives new rows places after all others, wherever their key stands`, async () => {
      const path = pythonStoreOf([row('b', 1n), row('d', 1n)], { withoutRowId: true })
      const owner = state === 'in use' ? ownerOf(path) : undefined
      const { store } = await openStore(path)
      const add = (database: Database.Database) => {
        addRow(database, 'stored_events', row('c', 1n))
        addRow(database, 'stored_events', row('b', 2n))
        addRow(database, 'stored_events', row('a', 1n))
      }
      if (owner === undefined) changeStore(path, add)
      else add(owner)
      expect(await store.ask('refresh', {})).toMatchObject({ head: 5 })
      expect(await placesOf(store)).toEqual([
        [1, 'b', 1],
        [2, 'd', 1],
        [3, 'a', 1],
        [4, 'b', 2],
        [5, 'c', 1],
      ])
      expect(await store.ask('refresh', {})).toMatchObject({ head: 5 })
    })

  test('and loses a row says that it was rewound', async () => {
    const path = pythonStoreOf([row('b', 1n), row('c', 1n), row('d', 1n)], { withoutRowId: true })
    const owner = ownerOf(path)
    const { store } = await openStore(path)
    owner.exec(`DELETE FROM stored_events WHERE originator_id = 'b'`)
    await expect(store.ask('refresh', {})).rejects.toMatchObject({ code: 'store-rewound' })
  })

  test('keeps keys apart that differ in type, and finds each again', async () => {
    const path = pythonStoreOf([], { withoutRowId: true })
    changeStore(path, (database) => {
      database.exec('DROP TABLE stored_events')
      database.exec(
        'CREATE TABLE stored_events(originator_id, originator_version, topic, state, PRIMARY KEY (originator_id, originator_version)) WITHOUT ROWID',
      )
      for (const id of ['7', 7n, 7.5, Buffer.from('7'), Buffer.alloc(16, 3)])
        addRow(database, 'stored_events', { ...storedEvent, originator_id: id, topic: `T${typeof id}` })
    })
    const { store } = await openStore(path)
    expect((await expectAgreedAnswers(store)).map(({ type }) => type)).toEqual([
      'Tbigint',
      'Tnumber',
      'Tstring',
      'Tobject',
      'Tobject',
    ])
  })
})

describe('a store with links that is written to', () => {
  test('puts a new event into the stream that it was linked to first', async () => {
    const path = railsStoreOf([{ event_id: uuid(1) }], [{ stream: 'Order$1', event_id: uuid(1) }])
    const owner = ownerOf(path)
    const { store } = await openStore(path)
    const { changes } = owner
      .prepare(`INSERT INTO event_store_events(event_id, event_type, data, created_at)
        VALUES (?, 'Paid', '{}', '2024-05-01 12:00:00.000000'), (?, 'Lost', '{}', '2024-05-01 12:00:00.000000')`)
      .run(uuid(2), uuid(3))
    expect(changes).toBe(2)
    const link = owner.prepare(
      `INSERT INTO event_store_events_in_streams(stream, event_id, created_at) VALUES (?, ?, '')`,
    )
    link.run('Order$1', uuid(2))
    link.run('all', uuid(2))
    expect(await store.ask('refresh', {})).toMatchObject({ head: 3 })
    expect(await placesOf(store)).toEqual([
      [1, 'Order$1', 1],
      [2, 'Order$1', 2],
      [3, uuid(3), 1],
    ])
    expect((await store.detail(2)).own.at(-1)).toEqual({ name: 'event_store_events_in_streams', value: 'all' })
  })
})

test('a store with links that is written to while they are read puts every event into its stream', async () => {
  const path = railsStoreOf([], [])
  const owner = ownerOf(path)
  const add = (first: number, last: number): void =>
    owner.transaction(() => {
      const numbers = `WITH RECURSIVE n(i) AS (VALUES (${first}) UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`
      owner.exec(`${numbers} INSERT INTO event_store_events(event_id, event_type, data, created_at)
        SELECT 'e' || i, 'Paid', '{}', '2024-05-01 12:00:00' FROM n`)
      owner.exec(`${numbers} INSERT INTO event_store_events_in_streams(stream, event_id, created_at)
        SELECT 'Order$1', 'e' || i, '' FROM n`)
    })()
  add(1, 20_000)
  let written = 20_000
  const session = new ForeignSession()
  onTestFinished(() => session.close())
  const input = { path, scratch: temporaryFolder(), ownApplicationId: 0x65706f63, readDamaged: false, mappings: [] }
  await session.answer({ id: 1, name: 'open', input }, () => {
    written += 1
    add(written, written)
  })
  expect(await session.answer({ id: 2, name: 'refresh', input: {} }, () => {})).toMatchObject({ head: written })
  const rest = { after: 20_000, upTo: written, direction: 'forwards', filter: EVERYTHING, limit: 1000 } as const
  const part = readEventsPart(await session.answer({ id: 3, name: 'readLog', input: rest }, () => {}), readPosition)
  expect(part.events.map(({ stream }) => stream)).toEqual(Array(written - 20_000).fill('Order$1'))
})

describe('a store whose versions are counted', () => {
  test('that is written to counts on, and has the positions that its rows have', async () => {
    const path = chronicleStoreOf({}, { SequenceNumber: 7n })
    const owner = ownerOf(path)
    const { store } = await openStore(path)
    const [, second] = await store.log()
    expect(second).toMatchObject({ position: 8, version: 2 })
    const [table = ''] = owner
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE sql LIKE '%SequenceNumber%'`)
      .pluck()
      .all()
    addRow(owner, table, { ...chronicleEvent, SequenceNumber: 20n })
    expect(await store.ask('refresh', {})).toMatchObject({ head: 21 })
    expect((await expectAgreedAnswers(store)).map(({ position, version }) => [position, version])).toEqual([
      [1, 1],
      [8, 2],
      [21, 3],
    ])
  })

  test('that lost its last event says that it was rewound', async () => {
    const path = chronicleStoreOf({}, { SequenceNumber: 7n })
    const owner = ownerOf(path)
    const { store } = await openStore(path)
    const [table = ''] = owner
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE sql LIKE '%SequenceNumber%'`)
      .pluck()
      .all()
    owner.exec(`DELETE FROM "${table}" WHERE SequenceNumber = 7`)
    await expect(store.ask('refresh', {})).rejects.toMatchObject({ code: 'store-rewound' })
  })
})

test('a log whose rows are their positions is to be opened anew when a row comes that cannot be one, and then has made ones', async () => {
  const path = emmettStoreOf({}, {})
  const owner = ownerOf(path)
  const { store } = await openStore(path)
  addMessage(owner, { global_position: 2n ** 60n })
  await expect(store.ask('refresh', {})).rejects.toMatchObject({ code: 'store-rewound', message: /open it again/ })
  const again = await openStore(path)
  expect((await expectAgreedAnswers(again.store)).map(({ position }) => position)).toEqual([1, 2, 3])
})

function journalWith(type: string) {
  const database = new Database(':memory:')
  onTestFinished(() => void database.close())
  database.defaultSafeIntegers(true)
  database.exec(`CREATE TABLE journal(stream, type, data, seq ${type} UNIQUE)`)
  const columns = { stream: ['stream'], type: 'type', data: 'data', position: 'seq' }
  const fitted = {
    kind: kindOfMapping({ table: 'journal', columns, payload: 'auto' }),
    sureness: 'mapped',
    reasons: [],
    notes: [],
    keys: { rowId: 'rowid', keyColumns: [] },
    columns: columnsOf(database, 'journal'),
  } as const
  return { database, fitted }
}

test('reading places that fails on the way goes on after the last row that has one', () => {
  const { database, fitted } = journalWith('INTEGER')
  database.exec(`INSERT INTO journal VALUES ('a', 'T', '{}', 1), (x'01', 'T', '{}', 2), ('b', 'T', '{}', 3)`)
  class FailingOnce extends EventOfRow {
    failed = false
    override streamName(row: readonly unknown[], from: number): StreamName {
      if (this.failed) return super.streamName(row, from)
      this.failed = true
      throw new Database.SqliteError('locked', 'SQLITE_BUSY')
    }
  }
  const events = new FailingOnce(fitted.kind, textDecoder('UTF-8'))
  const places = new Places(join(temporaryFolder(), 'places.db'), fitted, false)
  onTestFinished(() => places.close())
  expect(() => places.extend(database, events, 'here', () => {})).toThrow('locked')
  places.extend(database, events, 'here', () => {})
  expect([...places.file.between(1, 9, 'forwards')].map(({ key }) => key)).toEqual([[1n], [2n], [3n]])
})

test.each([
  { type: 'INTEGER', isInParts: true },
  { type: 'TEXT', isInParts: false },
])(
  'a table is read in parts by an index of its order where that is in the order of its numbers: $type',
  ({ type, isInParts }) => {
    const { database, fitted } = journalWith(type)
    expect(new PlacesScan(database, fitted, { keyColumns: ['rowid'], haveOwnPositions: false }).isInParts).toBe(
      isInParts,
    )
  },
)
