import { describe, expect, test } from 'vitest'
import type { StoreMapping } from '../../src/core/store-mapping.ts'
import { emmettStoreOf } from './foreign-emmett-store.ts'
import { expectAgreedAnswers } from './foreign-kinds/agreed-answers.ts'
import { chronicleStoreOf } from './foreign-kinds/chronicle-store.ts'
import { cqrsEsStoreOf } from './foreign-kinds/cqrs-es-store.ts'
import { ledgerStoreOf } from './foreign-kinds/ledger-store.ts'
import { addRows, makeStore } from './foreign-kinds/make-store.ts'
import { pythonStoreOf } from './foreign-kinds/python-store.ts'
import { railsStoreOf } from './foreign-kinds/rails-store.ts'
import { openStore } from './foreign-kinds/read-store.ts'
import { sqlStreamStoreOf } from './foreign-kinds/sql-stream-store.ts'

const uuid = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`

describe('every call tells the same of the events of', () => {
  const stores = {
    'an Emmett store': () =>
      emmettStoreOf(
        { global_position: 3n, message_metadata: '{"causationId":"c-1","correlationId":"w-1"}' },
        { global_position: 9n, message_kind: 'C' },
        { global_position: 12n, is_archived: 1, message_data: `{"text":"${'é'.repeat(300)}"}` },
        { stream_id: 'tab\there', stream_position: 1n, message_id: '', message_type: '\u0000' },
        { stream_position: 'first' },
        { stream_position: 2.5, created: 'yesterday' },
        { stream_id: Buffer.from('ff', 'hex'), message_data: Buffer.from('fffe00', 'hex'), message_metadata: '[1]' },
        { stream_id: 'cart-1', stream_position: 90n, message_data: '{"broken":', message_metadata: 'not JSON' },
      ),
    'an Emmett store with large payloads': () =>
      emmettStoreOf(
        { message_data: `"${'x'.repeat(70_000)}"` },
        { message_data: `"${'x'.repeat(17 * 1024 * 1024)}"`, message_metadata: '{"causationId":"c-2"}' },
        { message_data: '1', message_metadata: `{"a":"${'x'.repeat(1_100_000)}","correlationId":"w-2"}` },
      ),
    'an Emmett store whose positions are beyond 2^53': () =>
      emmettStoreOf({ global_position: 2n ** 60n }, { global_position: 2n ** 60n + 1n }, { global_position: 7n }),
    'a store with a table of streams': () =>
      sqlStreamStoreOf(
        ['customer-1', 'order-1', uuid(9)],
        [
          { event_id: uuid(1), position: 0n },
          { event_id: uuid(2), position: 4n, stream_id_internal: 2n },
          { event_id: uuid(3), position: 6n, stream_id_internal: 3n },
          { event_id: uuid(4), position: 8n, stream_id_internal: 77n },
          { event_id: uuid(5), position: 10n, stream_version: 1n },
        ],
      ),
    'a store with links': () =>
      railsStoreOf(
        [{ event_id: uuid(1) }, { event_id: uuid(2), data: Buffer.from('{"a":1}') }, { event_id: uuid(3) }],
        [
          { stream: 'Order$1', event_id: uuid(3) },
          { stream: 'Order$1', event_id: uuid(1) },
          { stream: 'all', event_id: uuid(1) },
        ],
      ),
    'a store whose versions are counted': () =>
      chronicleStoreOf({}, { SequenceNumber: 4n }, { SequenceNumber: 5n, EventSourceId: 'acc-2' }),
    'a ledger': () =>
      ledgerStoreOf(
        { append_key: 'a', event_id: uuid(1) },
        { append_key: 'b', event_id: uuid(2), entity_key: 'g-2' },
        { append_key: 'c', event_id: uuid(3), previous_id: uuid(1) },
      ),
    'streams of two columns whose border could be several': () =>
      cqrsEsStoreOf([
        { aggregate_type: 'a-b', aggregate_id: 'c' },
        { aggregate_type: 'a', aggregate_id: 'b-c', sequence: 2n },
        { aggregate_type: 'a', aggregate_id: 'b', sequence: 1n },
        { aggregate_type: 'a\tb', aggregate_id: 'c' },
        { aggregate_type: '', aggregate_id: 'c' },
      ]),
    'a table with row ids': () => pythonStoreOf([{}, { originator_version: 2n }, { originator_id: 'b' }]),
    'a table without row ids': () =>
      pythonStoreOf([{ originator_id: 'b' }, {}, { originator_version: 2n }, { originator_id: 'A' }], {
        withoutRowId: true,
      }),
  }

  for (const [what, make] of Object.entries(stores))
    test(what, async () => {
      const { store } = await openStore(make())
      expect((await expectAgreedAnswers(store)).length).toBeGreaterThan(0)
    })

  const columns = { stream: ['kind', 'key'], type: 'type', data: 'data' }
  const mappings: Readonly<Record<string, StoreMapping['columns']>> = {
    'in the order of its rows': columns,
    'with versions of its own': { ...columns, version: 'n' },
    'in an order that is no key': { ...columns, version: 'n', position: 'seq', id: 'uid' },
  }

  for (const [what, mapped] of Object.entries(mappings))
    test(`a mapped table ${what}`, async () => {
      const path = makeStore(
        ['CREATE TABLE things(kind, key, type TEXT, data, n INTEGER, seq NUMERIC, uid BLOB)'],
        (database) =>
          addRows(database, 'things', { kind: 'user', key: 7n, type: 'T', data: '{}', n: 1n, seq: 1n, uid: 'u' }, [
            { seq: 30n, uid: Buffer.alloc(16, 7) },
            { key: '7', n: 2n, seq: 20n, data: Buffer.from('3123') },
            { key: Buffer.alloc(16, 1), seq: 10n, data: 'text' },
            { key: uuid(1), n: 0n, seq: 40n, data: 1.5 },
            { key: null, kind: null, seq: 50n, data: null },
            { key: 2.5, n: null, seq: 60n, type: null },
          ]),
      )
      const { store } = await openStore(path, { mappings: [{ table: 'things', columns: mapped, payload: 'auto' }] })
      expect(await expectAgreedAnswers(store)).toHaveLength(6)
    })
})
