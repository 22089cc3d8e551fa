import { describe, expect, test } from 'vitest'
import type { StoreMapping } from '../../src/core/store-mapping.ts'
import { addRow, addRows, changeStore, makeStore, type Row } from './foreign-kinds/make-store.ts'
import { openStore } from './foreign-kinds/read-store.ts'

const NOON_US = Date.UTC(2024, 4, 1, 12) * 1000

const table = `CREATE TABLE journal (
  uid TEXT, aggregate TEXT, revision INTEGER, event_name TEXT, body, seq INTEGER, happened INTEGER, meta TEXT)`

const aRow: Row = {
  uid: 'e-1',
  aggregate: 'cart-1',
  revision: 0n,
  event_name: 'ItemAdded',
  body: '{"cents":1250}',
  seq: 10n,
  happened: 1_714_564_800n,
  meta: '{"user":"ada"}',
}

const mapping: StoreMapping = {
  table: 'journal',
  columns: {
    stream: ['aggregate'],
    type: 'event_name',
    data: 'body',
    version: 'revision',
    position: 'seq',
    id: 'uid',
    metadata: 'meta',
    time: 'happened',
  },
  payload: 'auto',
}

function journalOf(...rows: readonly Row[]): string {
  return makeStore([table], (database) => addRows(database, 'journal', aRow, rows))
}

function only(...parts: readonly (keyof StoreMapping['columns'])[]): StoreMapping {
  const { stream, type, data } = mapping.columns
  const chosen = parts.map((part) => [part, mapping.columns[part]] as const)
  return { ...mapping, columns: { stream, type, data, ...Object.fromEntries(chosen) } }
}

describe('a table with a mapping', () => {
  test('is a store of its own kind, and says that it is mapped', async () => {
    const { store, opened } = await openStore(journalOf({}), { mappings: [mapping] })
    expect(opened.kind?.recognised).toMatchObject({ sureness: 'mapped', kind: 'table journal' })
    expect(await store.log()).toEqual([
      {
        position: 1,
        stream: 'cart-1',
        version: 1,
        id: 'e-1',
        type: 'ItemAdded',
        createdAtUs: NOON_US,
        data: '{"cents":1250}',
        metadata: '{"user":"ada"}',
      },
    ])
  })

  test('without that mapping is of no kind, and with it so is a table that lacks a column', async () => {
    expect((await openStore(journalOf({}))).opened.kind).toBeUndefined()
    const other = makeStore([table.replace('meta TEXT', 'more TEXT')], () => {})
    expect((await openStore(other, { mappings: [mapping] })).opened.kind).toBeUndefined()
  })

  test.each([
    { from: 0n, shown: 0 },
    { from: 1n, shown: 1 },
  ])('shows versions from $from as they are stored', async ({ from, shown }) => {
    const rows = [{ revision: from }, { revision: from + 1n, seq: 20n, uid: 'e-2' }]
    const { store, opened } = await openStore(journalOf(...rows), { mappings: [mapping] })
    const first = opened.kind?.capabilities.firstVersion ?? 1
    expect(first).toBe(shown)
    expect((await store.log()).map(({ version }) => version - 1 + first)).toEqual([shown, shown + 1])
  })

  test('that was empty when it was opened loses no version that comes, from 0 or from 1', async () => {
    const path = journalOf()
    const { store, opened } = await openStore(path, { mappings: [mapping] })
    const first = opened.kind?.capabilities.firstVersion ?? 1
    for (const revision of [1n, 0n]) {
      const stream = `from ${revision}`
      changeStore(path, (database) =>
        addRow(database, 'journal', { ...aRow, aggregate: stream, revision, seq: 10n - revision }),
      )
      await store.ask('refresh', {})
      expect((await store.stream(stream)).map(({ version }) => version - 1 + first)).toEqual([Number(revision)])
    }
  })

  test('has a column of its own whose name differs from a mapped one in the case of a letter outside A to Z', async () => {
    const path = makeStore(['CREATE TABLE journal (aggregate TEXT, event_name TEXT, "É" TEXT, "é" TEXT)'], (database) =>
      addRow(database, 'journal', { aggregate: 'a', event_name: 'T', É: '{}', é: 'accent' }),
    )
    const { store } = await openStore(path, { mappings: [{ ...mapping, columns: { ...only().columns, data: 'É' } }] })
    expect(await store.own(1)).toEqual({ é: 'accent' })
  })

  test('of stream, type and data alone has the order of its rows, counted versions and made ids', async () => {
    const { store, opened } = await openStore(journalOf({ aggregate: 'b' }, { aggregate: 'a' }, { aggregate: 'b' }), {
      mappings: [only()],
    })
    expect(opened.kind?.capabilities).toMatchObject({ globalOrder: false, time: false })
    expect((await store.log()).map(({ id, version }) => [id, version])).toEqual([
      ['1@b', 1],
      ['1@a', 1],
      ['2@b', 2],
    ])
  })

  test('is read in the order of the column that was chosen, where that is no key', async () => {
    const { store } = await openStore(
      journalOf({ seq: 30n, uid: 'c' }, { seq: 10n, uid: 'a' }, { seq: 20n, uid: 'b' }),
      {
        mappings: [mapping],
      },
    )
    expect((await store.log()).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  test('loses no row that comes in below the last one that was read', async () => {
    const path = journalOf({ seq: 10n, uid: 'a' }, { seq: 30n, uid: 'c', revision: 1n })
    const { store } = await openStore(path, { mappings: [mapping] })
    const before = await store.log()
    changeStore(path, (database) => addRow(database, 'journal', { ...aRow, seq: 20n, uid: 'b', revision: 2n }))
    await store.ask('refresh', {})
    expect((await store.log(before.at(-1)?.position)).map(({ id }) => id)).toEqual(['b'])
    expect((await store.log()).slice(0, 2)).toEqual(before)
  })

  test('whose order repeats has its rows once each', async () => {
    const { store } = await openStore(journalOf({ uid: 'a' }, { uid: 'b', revision: 1n }, { uid: 'c', revision: 2n }), {
      mappings: [mapping],
    })
    expect((await store.log()).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  test.each([
    ['JSON', '{"a":1}', 'auto', '{"a":1}'],
    ['JSON in bytes', Buffer.from('{"a":1}'), 'auto', '{"a":1}'],
    ['text', 'hello', 'auto', '{"$text":"hello"}'],
    ['bytes that are no text', Buffer.from([0xff, 0x00]), 'auto', '{"$hex":"ff00"}'],
    ['JSON that is to be text', '{"a":1}', 'text', '{"$text":"{\\"a\\":1}"}'],
    ['text that is to be hex', 'hi', 'hex', '{"$hex":"6869"}'],
    ['nothing', null, 'auto', 'null'],
  ] as const)('shows data that is %s', async (_, body, payload, data) => {
    const { store } = await openStore(journalOf({ body }), { mappings: [{ ...mapping, payload }] })
    expect((await store.log())[0]?.data).toBe(data)
  })

  test('joins a category and an id, which may be numbers', async () => {
    const path = makeStore(['CREATE TABLE t (kind TEXT, no INTEGER, name TEXT, body TEXT)'], (database) =>
      addRow(database, 't', { kind: 'order', no: 7n, name: 'Placed', body: '{}' }),
    )
    const columns = { stream: ['kind', 'no'], type: 'name', data: 'body' }
    const { store } = await openStore(path, { mappings: [{ table: 't', columns, payload: 'json' }] })
    expect((await store.log()).map(({ stream }) => stream)).toEqual(['order-7'])
    expect(await store.stream('order-7')).toHaveLength(1)
  })
})
