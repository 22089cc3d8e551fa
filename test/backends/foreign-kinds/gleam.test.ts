import { describe, expect, test } from 'vitest'
import { gleamStoreOf } from './gleam-store.ts'
import { openStore, recognised } from './read-store.ts'

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
