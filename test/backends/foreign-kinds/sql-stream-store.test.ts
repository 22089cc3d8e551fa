import { describe, expect, test } from 'vitest'
import { openStore, recognised } from './read-store.ts'
import { sqlStreamStoreOf } from './sql-stream-store.ts'

const NOON_US = Date.UTC(2024, 4, 1, 12) * 1000

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
