import { describe, expect, test } from 'vitest'
import { addRow, addRows, changeStore, makeStore } from './make-store.ts'
import { pythonStoreOf, recorderTable, storedEvent } from './python-store.ts'
import { openStore, recognised } from './read-store.ts'

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
