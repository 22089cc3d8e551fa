import { describe, expect, test } from 'vitest'
import { chronicleEvent, chronicleStoreOf, sequenceTable } from './chronicle-store.ts'
import { addRow, makeStore } from './make-store.ts'
import { openStore, recognised } from './read-store.ts'

const NOON_US = Date.UTC(2024, 4, 1, 12) * 1000

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
