import { describe, expect, test } from 'vitest'
import { railsStoreOf } from './rails-store.ts'
import { openStore, recognised } from './read-store.ts'

const NOON_US = Date.UTC(2024, 4, 1, 12) * 1000

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
