import { describe, expect, test } from 'vitest'
import { ledgerStoreOf } from './ledger-store.ts'
import { openStore, recognised } from './read-store.ts'

const NOON_US = Date.UTC(2024, 4, 1, 12) * 1000

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
