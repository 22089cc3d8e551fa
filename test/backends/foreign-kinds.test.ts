import { describe, expect, test } from 'vitest'
import type { OpenedFile } from '../../src/backends/foreign/foreign-contract.ts'
import { chronicleEvent, chronicleStoreOf, sequenceTable } from './foreign-kinds/chronicle-store.ts'
import { addCqrsEsEvents, cqrsEsEvents, cqrsEsStoreOf } from './foreign-kinds/cqrs-es-store.ts'
import { gleamStoreOf } from './foreign-kinds/gleam-store.ts'
import { ledgerStoreOf } from './foreign-kinds/ledger-store.ts'
import { addRow, addRows, changeStore, makeStore } from './foreign-kinds/make-store.ts'
import { pythonStoreOf, recorderTable, storedEvent } from './foreign-kinds/python-store.ts'
import { railsStoreOf } from './foreign-kinds/rails-store.ts'
import { openStore } from './foreign-kinds/read-store.ts'
import { sqlStreamStoreOf } from './foreign-kinds/sql-stream-store.ts'

const NOON_US = Date.UTC(2024, 4, 1, 12) * 1000

function recognised({ kind }: OpenedFile) {
  if (kind === undefined) throw new Error('no kind was recognised')
  return { ...kind.recognised, ...kind.capabilities }
}

describe('cqrs-es', () => {
  test('is recognised by its columns, and has neither an order over its streams nor times, which is said', async () => {
    const { opened } = await openStore(cqrsEsStoreOf([{}]))
    const { kind, sureness, reasons, notes, globalOrder, time, firstVersion } = recognised(opened)
    expect(kind).toBe('cqrs-es (SQLite)')
    expect(sureness).toBe('likely')
    expect(reasons.join('; ')).toContain('events')
    expect({ globalOrder, time, firstVersion }).toEqual({ globalOrder: false, time: false, firstVersion: 1 })
    expect(notes.join('; ')).toMatch(/order/)
    expect(notes.join('; ')).toMatch(/time/)
  })

  test('gives events in the order of their rows, each in the stream of its aggregate', async () => {
    const { store } = await openStore(
      cqrsEsStoreOf([
        {},
        { aggregate_id: 'A-2', payload: '{"AccountOpened":{"account_id":"A-2"}}' },
        { sequence: 2n, event_type: 'Deposited', payload: '{"Deposited":{"amount":9007199254740993}}' },
      ]),
    )
    const log = await store.log()
    expect(log.map(({ stream, version, type }) => [stream, version, type])).toEqual([
      ['account-A-1', 1, 'AccountOpened'],
      ['account-A-2', 1, 'AccountOpened'],
      ['account-A-1', 2, 'Deposited'],
    ])
    expect(log[2]).toMatchObject({
      id: '2@account-A-1',
      data: '{"Deposited":{"amount":9007199254740993}}',
      metadata: '{"time":"2024-05-01T12:00:00Z"}',
    })
    expect((await store.stream('account-A-1')).map(({ version }) => version)).toEqual([1, 2])
    expect(await store.own(log[0]?.position ?? 0)).toMatchObject({ event_version: '1.0' })
  })

  test('is recognised in a table of a name of its own as well, with that said', async () => {
    const { opened } = await openStore(cqrsEsStoreOf([{}], { table: 'my_event_table' }))
    const { kind, sureness, reasons } = recognised(opened)
    expect({ kind, sureness }).toEqual({ kind: 'cqrs-es (SQLite)', sureness: 'likely' })
    expect(reasons.join('; ')).toContain('my_event_table')
  })

  test('of several tables of events shows the one with the usual name, and names the others', async () => {
    const path = makeStore([cqrsEsEvents('archive_2023'), cqrsEsEvents('events')], (database) => {
      addCqrsEsEvents(database, 'archive_2023', [{}, { sequence: 2n }])
      addCqrsEsEvents(database, 'events', [{ aggregate_id: 'A-9' }])
    })
    const { store, opened } = await openStore(path)
    expect((await store.log()).map(({ stream }) => stream)).toEqual(['account-A-9'])
    expect(recognised(opened).notes.join('; ')).toContain('archive_2023')
  })
})

describe('a table called just events', () => {
  test('with the columns of a PostgreSQL store of another kind is not taken for cqrs-es', async () => {
    const path = makeStore(
      [
        `CREATE TABLE events (id TEXT PRIMARY KEY, stream_id TEXT, stream_version INTEGER, event_type TEXT, data TEXT,
          created_at TEXT, actor_id TEXT, purger_id TEXT, purged_at TEXT)`,
      ],
      () => {},
    )
    expect((await openStore(path)).opened.kind).toBeUndefined()
  })

  test('that somebody made at home is of no kind', async () => {
    const path = makeStore(['CREATE TABLE events (id INTEGER PRIMARY KEY, name TEXT, payload TEXT, at TEXT)'], () => {})
    expect((await openStore(path)).opened.kind).toBeUndefined()
  })
})

describe("Gleam's eventsourcing", () => {
  test('is told from cqrs-es, whose columns it has, by the name of its table', async () => {
    const { kind, sureness } = recognised((await openStore(gleamStoreOf({}))).opened)
    expect(kind).toBe('Gleam eventsourcing (SQLite)')
    expect(sureness).toBe('likely')
  })

  test('has its metadata, an array of pairs, as an object', async () => {
    const { store } = await openStore(
      gleamStoreOf(
        {},
        { sequence: 2n, metadata: null },
        { sequence: 3n, metadata: '[["a","1"],["a","2"]]' },
        { sequence: 4n, metadata: '{"a":1}' },
      ),
    )
    expect((await store.log()).map(({ metadata }) => metadata)).toEqual([
      '{"user":"ada","request":"r-1"}',
      '',
      '{"$value":[["a","1"],["a","2"]]}',
      '{"a":1}',
    ])
  })
})

describe('Python eventsourcing', () => {
  test('of an application has an order, its row ids, and no times', async () => {
    const { opened } = await openStore(pythonStoreOf([{}]))
    const { kind, sureness, globalOrder, time } = recognised(opened)
    expect({ kind, sureness, globalOrder, time }).toEqual({
      kind: 'Python eventsourcing (SQLite)',
      sureness: 'certain',
      globalOrder: true,
      time: false,
    })
  })

  test('has its notification ids as positions, and its state as JSON', async () => {
    const path = pythonStoreOf([{}, { originator_version: 2n }, { originator_version: 3n }])
    changeStore(path, (database) => database.exec('DELETE FROM stored_events WHERE rowid = 2'))
    const { store } = await openStore(path)
    const log = await store.log()
    expect(log.map(({ position, version }) => [position, version])).toEqual([
      [1, 1],
      [3, 3],
    ])
    expect(log[0]).toMatchObject({
      stream: '1c2b3a4f5e6d47889900aabbccddeeff',
      type: 'school.domain:Dog.Registered',
      data: '{"timestamp":{"_type_":"datetime_iso","_data_":"2024-05-01T12:00:00+00:00"},"name":"Fido"}',
      metadata: '',
    })
  })

  test('shows compressed or encrypted state as hex', async () => {
    const { store } = await openStore(pythonStoreOf([{ state: Buffer.from([0x78, 0x9c, 0xff, 0x00]) }]))
    expect((await store.log())[0]?.data).toBe('{"$hex":"789cff00"}')
  })

  test('of an aggregate recorder, without row ids, has no order, which is said', async () => {
    const path = pythonStoreOf([{ originator_id: 'b' }, { originator_id: 'a', originator_version: 1n }], {
      withoutRowId: true,
    })
    const { store, opened } = await openStore(path)
    const { globalOrder, notes } = recognised(opened)
    expect(globalOrder).toBe(false)
    expect(notes.join('; ')).toMatch(/order/)
    expect((await store.log()).map(({ stream }) => stream)).toEqual(['a', 'b'])
  })

  test('finds rows that come in below what was read, and keeps every position that it gave', async () => {
    const path = pythonStoreOf([{ originator_id: 'b' }], { withoutRowId: true })
    const { store } = await openStore(path)
    const before = await store.log()
    changeStore(path, (database) => addRow(database, 'stored_events', { ...storedEvent, originator_id: 'a' }))
    await store.ask('refresh', {})
    const after = await store.log(before.at(-1)?.position)
    expect(after.map(({ stream }) => stream)).toEqual(['a'])
    expect((await store.log()).map(({ position, stream }) => [position, stream])).toEqual([
      [before[0]?.position, 'b'],
      [after[0]?.position, 'a'],
    ])
  })

  test('in tables that an application named takes the events, not the snapshots of the same columns', async () => {
    const path = makeStore(
      [recorderTable('school_snapshots', { withoutRowId: true }), recorderTable('school_events')],
      (database) => {
        addRows(database, 'school_snapshots', storedEvent, [{ topic: 'snapshot' }])
        addRows(database, 'school_events', storedEvent, [{}])
      },
    )
    const { store, opened } = await openStore(path)
    expect(recognised(opened)).toMatchObject({ kind: 'Python eventsourcing (SQLite)', sureness: 'likely' })
    expect((await store.log()).map(({ type }) => type)).toEqual(['school.domain:Dog.Registered'])
  })
})

describe('SqlStreamStore', () => {
  test('is recognised by its messages and the streams beside them', async () => {
    const { opened } = await openStore(sqlStreamStoreOf(['customer-1'], [{}]))
    expect(recognised(opened)).toMatchObject({
      kind: 'SqlStreamStore (SQLite)',
      sureness: 'certain',
      globalOrder: true,
      time: true,
      firstVersion: 0,
    })
  })

  test('keeps the event at its position 0, and its versions from 0 are from 1', async () => {
    const { store } = await openStore(
      sqlStreamStoreOf(
        ['customer-1', 'order-1'],
        [
          {},
          {
            stream_id_internal: 2n,
            position: 1n,
            event_id: '00000000-0000-4000-8000-000000000001',
            json_metadata: null,
          },
          { stream_version: 1n, position: 2n, event_id: '00000000-0000-4000-8000-000000000002' },
        ],
      ),
    )
    const log = await store.log()
    expect(log.map(({ stream, version }) => [stream, version])).toEqual([
      ['customer-1', 1],
      ['order-1', 1],
      ['customer-1', 2],
    ])
    expect(log[0]).toMatchObject({
      position: 1,
      id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
      type: 'CustomerRegistered',
      createdAtUs: NOON_US + 123_456,
      data: '{"name":"Ada"}',
      metadata: '{"causationId":"c-1"}',
    })
    expect((await store.stream('customer-1')).map(({ version }) => version)).toEqual([1, 2])
  })

  test('shows a message whose stream is not there, in one with a made-up name', async () => {
    const { store } = await openStore(sqlStreamStoreOf(['customer-1'], [{ stream_id_internal: 7n }]))
    expect(await store.log()).toMatchObject([{ position: 1, stream: expect.stringMatching(/~[0-9a-f]{12}$/) }])
  })

  test('gives positions of its own where those of the store are beyond 2^53, and tells the store’s', async () => {
    const { store, opened } = await openStore(
      sqlStreamStoreOf(
        ['customer-1'],
        [
          {},
          { stream_version: 1n, position: 2n ** 53n + 1n, event_id: '00000000-0000-4000-8000-000000000001' },
          { stream_version: 2n, position: 2n ** 62n, event_id: '00000000-0000-4000-8000-000000000002' },
        ],
      ),
    )
    expect((await store.log()).map(({ position, version }) => [position, version])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(await store.own(2)).toMatchObject({ position: '9007199254740993' })
    expect(await store.own(3)).toMatchObject({ position: '4611686018427387904' })
    expect(recognised(opened).notes.join('; ')).toMatch(/positions are made/)
  })
})

describe('RailsEventStore', () => {
  const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

  test('is recognised by its events and the links beside them', async () => {
    const { opened } = await openStore(railsStoreOf([{ event_id: id(1) }], []))
    expect(recognised(opened)).toMatchObject({
      kind: 'RailsEventStore (SQLite)',
      sureness: 'certain',
      reasons: [expect.stringContaining('7 columns'), 'it has event_store_events_in_streams beside it'],
      globalOrder: true,
    })
  })

  test('has an event that is in several streams once, in the first, and tells of the others', async () => {
    const { store } = await openStore(
      railsStoreOf(
        [{ event_id: id(1) }, { event_id: id(2) }, { event_id: id(3) }],
        [
          { stream: 'Order$7', event_id: id(1), position: 0n },
          { stream: 'Customer$1', event_id: id(1) },
          { stream: '$by_type_OrderPlaced', event_id: id(1) },
          { stream: 'Order$7', event_id: id(2), position: 1n },
          { stream: 'Customer$1', event_id: id(3) },
        ],
      ),
    )
    const log = await store.log()
    expect(log.map(({ position, stream, version }) => [position, stream, version])).toEqual([
      [1, 'Order$7', 1],
      [2, 'Order$7', 2],
      [3, 'Customer$1', 1],
    ])
    const own = JSON.stringify((await store.detail(1)).own)
    expect(own).toContain('Customer$1')
    expect(own).toContain('$by_type_OrderPlaced')
    expect((await store.stream('Order$7')).map((event) => event.id)).toEqual([id(1), id(2)])
  })

  test('shows an event that is in no stream', async () => {
    const { store } = await openStore(railsStoreOf([{ event_id: id(1) }], []))
    expect(await store.log()).toMatchObject([{ position: 1, version: 1 }])
  })

  test('has YAML as text and JSON as JSON, times to the microsecond, and tells valid_at beside', async () => {
    const { store } = await openStore(
      railsStoreOf(
        [
          { event_id: id(1), valid_at: '2020-01-01 00:00:00.000000' },
          { event_id: id(2), data: Buffer.from('{"order_id": 7}'), metadata: Buffer.from('{"correlation_id":"w-1"}') },
        ],
        [],
      ),
    )
    expect(await store.log()).toMatchObject([
      {
        data: '{"$text":"---\\n:order_id: 7\\n"}',
        metadata: '{"$text":"---\\n:correlation_id: 6a2a1c34\\n"}',
        createdAtUs: NOON_US + 123_456,
      },
      { data: '{"order_id": 7}', metadata: '{"correlation_id":"w-1"}' },
    ])
    expect(await store.own(1)).toMatchObject({ valid_at: '2020-01-01 00:00:00.000000' })
  })
})

describe('sql-event-store', () => {
  const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`

  test('gives the events of its ledger, numbered in their entity, with times of milliseconds', async () => {
    const { store, opened } = await openStore(
      ledgerStoreOf(
        { event_id: id(1), append_key: 'k1' },
        { event_id: id(2), append_key: 'k2', entity_key: 'g-2' },
        { event_id: id(3), append_key: 'k3', previous_id: id(1), event: 'game-won' },
      ),
    )
    expect(recognised(opened)).toMatchObject({ kind: 'sql-event-store (SQLite)', sureness: 'certain', time: true })
    const log = await store.log()
    expect(log.map(({ position, stream, version, id: event }) => [position, stream, version, event])).toEqual([
      [1, 'game-g-1', 1, id(1)],
      [2, 'game-g-2', 1, id(2)],
      [3, 'game-g-1', 2, id(3)],
    ])
    expect(log[0]).toMatchObject({ createdAtUs: NOON_US + 123_000, data: '{"players":2}', metadata: '' })
    expect(await store.own(3)).toMatchObject({ append_key: 'k3', previous_id: id(1) })
  })
})

describe('Chronicle', () => {
  test('keeps the event with the sequence number 0, and numbers events in their source', async () => {
    const { store, opened } = await openStore(
      chronicleStoreOf({}, { SequenceNumber: 1n, EventSourceId: 'acc-2' }, { SequenceNumber: 5n, Type: 'Deposited' }),
    )
    expect(recognised(opened)).toMatchObject({
      kind: 'Cratis Chronicle (SQLite)',
      sureness: 'certain',
      globalOrder: true,
    })
    expect((await store.log()).map(({ position, stream, version, type }) => [position, stream, version, type])).toEqual(
      [
        [1, 'Default-acc-1', 1, 'AccountOpened'],
        [2, 'Default-acc-2', 1, 'AccountOpened'],
        [6, 'Default-acc-1', 2, 'Deposited'],
      ],
    )
    expect(await store.own(6)).toMatchObject({ SequenceNumber: '5' })
  })

  test('shows the newest generation of content to the digit, and what caused an event as metadata', async () => {
    const { store } = await openStore(
      chronicleStoreOf({}, { SequenceNumber: 1n, Content: '{"1":{"b":1},"2":{"balance": {"EUR":[1,2]}}}' }),
    )
    const [first, second] = await store.log()
    expect(first).toMatchObject({ data: '{"balance":9007199254740993}', createdAtUs: NOON_US + 123_456 })
    expect(second?.data).toBe('{"balance": {"EUR":[1,2]}}')
    expect(JSON.parse(first?.metadata ?? '')).toEqual({
      correlationId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
      causation: [{ occurred: '2024-05-01T12:00:00+00:00', type: 'Root', properties: {} }],
      causedBy: ['9f4d3b6e-3a5d-4a52-9b0f-5a8d6f7c1e20'],
    })
    expect(await store.own(1)).toMatchObject({ EventStreamType: 'All', Subject: 'ada' })
  })

  test('marks what was redacted as deleted', async () => {
    const { store } = await openStore(chronicleStoreOf({}, { SequenceNumber: 1n, Type: 'EventRedacted' }))
    expect([(await store.detail(1)).mark, (await store.detail(2)).mark]).toEqual(['', 'deleted'])
  })

  test('in a sequence of another name alone is likely', async () => {
    const path = makeStore([sequenceTable('outbox-shop')], (database) =>
      addRow(database, 'outbox-shop', chronicleEvent),
    )
    expect(recognised((await openStore(path)).opened)).toMatchObject({ sureness: 'likely' })
  })
})
