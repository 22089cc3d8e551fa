import { describe, expect, test } from 'vitest'
import { addCqrsEsEvents, cqrsEsEvents, cqrsEsStoreOf } from './cqrs-es-store.ts'
import { makeStore } from './make-store.ts'
import { openStore, recognised } from './read-store.ts'

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
