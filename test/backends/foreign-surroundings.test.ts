import { describe, expect, test } from 'vitest'
import { addMessage, makeEmmettStore } from './foreign-emmett-store.ts'
import { chronicleStoreOf, observersTable } from './foreign-kinds/chronicle-store.ts'
import { cqrsEsStoreOf } from './foreign-kinds/cqrs-es-store.ts'
import { gleamStoreOf } from './foreign-kinds/gleam-store.ts'
import { addRow, addRows, changeStore, makeStore } from './foreign-kinds/make-store.ts'
import { multiRowTracking, recorderTable, singleRowTracking, storedEvent } from './foreign-kinds/python-store.ts'
import { railsStoreOf } from './foreign-kinds/rails-store.ts'
import { openStore } from './foreign-kinds/read-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function surroundingsOf(path: string) {
  const { store } = await openStore(path)
  return { ...(await store.ask('checkpoints', {})), ...(await store.ask('sideTables', {})) }
}

describe("Emmett's processors", () => {
  function storeWith(...checkpoints: readonly unknown[]): string {
    return makeEmmettStore(temporaryFolder(), (database) => {
      for (let i = 1; i <= 10; i++) addMessage(database, { global_position: BigInt(i * 10) })
      for (const [i, last_processed_checkpoint] of checkpoints.entries())
        addRow(database, 'emt_processors', {
          processor_id: `p${i}`,
          partition: 'emt:default',
          last_processed_checkpoint,
        })
    })
  }

  test('are checkpoints, with how many events come after each', async () => {
    const { checkpoints } = await surroundingsOf(storeWith('0000000000000000070', '100', '0'))
    expect(checkpoints).toEqual([
      {
        name: 'p0',
        position: 70,
        lag: 3,
        about: expect.stringContaining('last_processed_checkpoint 0000000000000000070'),
      },
      { name: 'p1', position: 100, lag: 0, about: expect.stringContaining('status stopped') },
      { name: 'p2', position: 0, lag: 10, about: expect.stringContaining('partition emt:default') },
    ])
  })

  test('in several versions are one checkpoint, the furthest by its number', async () => {
    const path = storeWith('90')
    const processor = { processor_id: 'p0', partition: 'emt:default' }
    changeStore(path, (database) =>
      addRow(database, 'emt_processors', { ...processor, version: 2n, last_processed_checkpoint: '100' }),
    )
    expect((await surroundingsOf(path)).checkpoints).toMatchObject([{ name: 'p0', position: 100, lag: 0 }])
  })

  test('between two events, or at one that is gone, have handled those before', async () => {
    const { checkpoints } = await surroundingsOf(storeWith('75'))
    expect(checkpoints).toMatchObject([{ lag: 3 }])
  })

  test('whose checkpoint is no place in the log have no position, and its text is told', async () => {
    const { checkpoints } = await surroundingsOf(storeWith('beginning', '99999999999999999999999', Buffer.from([1])))
    expect(checkpoints.map(({ position, lag }) => [position, lag])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ])
    expect(checkpoints[0]?.about).toContain('beginning')
    expect(checkpoints[1]?.about).toContain('beyond this log')
  })

  test('below the log have handled nothing', async () => {
    const { checkpoints } = await surroundingsOf(storeWith('-1', '-99999999999999999999999'))
    expect(checkpoints).toMatchObject([
      { position: 0, lag: 10 },
      { position: 0, lag: 10 },
    ])
  })

  test('come on with the log', async () => {
    const path = storeWith('70')
    const { store } = await openStore(path)
    changeStore(path, (database) => addMessage(database, { global_position: 110n }))
    await store.ask('refresh', {})
    expect((await store.ask('checkpoints', {})).checkpoints).toMatchObject([{ position: 70, lag: 4 }])
  })

  test('and projections are told of a store that has these tables alone', async () => {
    const { sideTables } = await surroundingsOf(storeWith())
    expect(sideTables).toEqual([{ name: 'emt_projections', holds: 'projections', rows: 0 }])
  })
})

describe("Python's tracking", () => {
  function storeWith(tracking: string, rows: readonly (readonly [name: string, id: bigint])[]): string {
    return makeStore([recorderTable('stored_events'), tracking], (database) => {
      addRows(
        database,
        'stored_events',
        storedEvent,
        Array.from({ length: 5 }, (_, i) => ({ originator_version: BigInt(i + 1) })),
      )
      for (const [application_name, notification_id] of rows)
        addRow(database, 'tracking', { application_name, notification_id })
    })
  }

  test('is one checkpoint for each application, also where each notification has a row', async () => {
    const rows = Array.from({ length: 3 }, (_, i) => ['Orders', BigInt(i + 1)] as const)
    const { checkpoints } = await surroundingsOf(storeWith(multiRowTracking, [...rows, ['Payments', 5n]]))
    expect(checkpoints).toMatchObject([
      { name: 'Orders', position: 3, lag: 2 },
      { name: 'Payments', position: 5, lag: 0 },
    ])
  })

  test('has no checkpoint for the row in which the library notes its own migration', async () => {
    const { checkpoints } = await surroundingsOf(
      storeWith(singleRowTracking, [
        ['__migration__', 1n],
        ['Orders', 2n],
      ]),
    )
    expect(checkpoints.map(({ name }) => name)).toEqual(['Orders'])
  })

  test('that is beyond the log is of another one', async () => {
    const { checkpoints } = await surroundingsOf(storeWith(singleRowTracking, [['Orders', 900n]]))
    expect(checkpoints).toEqual([{ name: 'Orders', about: 'notification_id 900, which is beyond this log' }])
  })
})

describe("Chronicle's observers", () => {
  test('are checkpoints, from the sequence number 0 on', async () => {
    const path = chronicleStoreOf({}, { SequenceNumber: 1n }, { SequenceNumber: 2n })
    const state = {
      RunningState: 5n,
      ReplayingPartitions: '[]',
      CatchingUpPartitions: '[]',
      FailedPartitions: '[]',
      IsReplaying: 0n,
    }
    changeStore(path, (database) => {
      database.exec(observersTable)
      for (const [Id, LastHandledEventSequenceNumber] of [
        ['a', 0n],
        ['b', 2n],
        ['c', -1n],
      ])
        addRow(database, 'Observers', { ...state, Id, LastHandledEventSequenceNumber })
    })
    expect((await surroundingsOf(path)).checkpoints).toMatchObject([
      { name: 'a', position: 1, lag: 2, about: 'RunningState 5, LastHandledEventSequenceNumber 0' },
      { name: 'b', position: 3, lag: 0 },
      { name: 'c', position: 0, lag: 3 },
    ])
  })
})

describe('side tables', () => {
  test('of cqrs-es are its snapshots and every table of a view, whatever their names', async () => {
    const path = cqrsEsStoreOf([{}])
    changeStore(path, (database) =>
      addRow(database, 'account_query', { view_id: 'A-1', version: 3n, payload: '{"balance":5}' }),
    )
    const { store } = await openStore(path)
    expect((await store.ask('sideTables', {})).sideTables).toEqual([
      { name: 'account_query', holds: 'read model', rows: 1 },
      { name: 'snapshots', holds: 'snapshots', rows: 0 },
    ])
    expect(await store.ask('sideRows', { table: 'account_query', skip: 0, limit: 10 })).toEqual({
      columns: ['view_id', 'version', 'payload'],
      rows: [['A-1', '3', '{"balance":5}']],
      total: 1,
    })
  })

  test("of Gleam's are its snapshots", async () => {
    expect((await surroundingsOf(gleamStoreOf({}))).sideTables).toEqual([
      { name: 'snapshot', holds: 'snapshots', rows: 0 },
    ])
  })

  test('are none where a kind keeps none', async () => {
    expect(await surroundingsOf(railsStoreOf([{ event_id: 'e1' }], []))).toEqual({ checkpoints: [], sideTables: [] })
  })

  test('are read in pages, with long values cut and bytes as text or hex', async () => {
    const path = makeStore(
      [recorderTable('stored_events'), recorderTable('stored_snapshots', { withoutRowId: true })],
      (database) =>
        addRows(database, 'stored_snapshots', storedEvent, [
          {},
          { originator_version: 2n, state: Buffer.from([0, 255]) },
          { originator_version: 3n, state: 'x'.repeat(5000), topic: null },
        ]),
    )
    const { store } = await openStore(path)
    const { rows, total } = await store.ask('sideRows', { table: 'stored_snapshots', skip: 1, limit: 2 })
    expect(total).toBe(3)
    expect(rows.map(([, version, topic, state]) => [version, topic, state?.length])).toEqual([
      ['2', 'school.domain:Dog.Registered', 4],
      ['3', null, 1000],
    ])
  })

  test('that a kind does not have are not read, and neither is a view that is named like one', async () => {
    const path = cqrsEsStoreOf([{}])
    changeStore(path, (database) =>
      database.exec('CREATE VIEW odd AS SELECT 1 AS view_id, 2 AS version, 3 AS payload; CREATE TABLE secrets (word)'),
    )
    const { store } = await openStore(path)
    for (const table of ['odd', 'secrets', 'events', 'sqlite_schema', 'nowhere'])
      await expect(store.ask('sideRows', { table, skip: 0, limit: 1 })).rejects.toMatchObject({ code: 'not-found' })
  })
})
