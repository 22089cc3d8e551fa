import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkMapping } from '../../src/backends/foreign/check-mapping.ts'
import { kindOfMapping } from '../../src/backends/foreign/mapping-kind.ts'
import { readOutline } from '../../src/backends/foreign/outline.ts'
import { previewMapping } from '../../src/backends/foreign/preview-mapping.ts'
import { readSchema } from '../../src/backends/foreign/read-schema.ts'
import type { StoreMapping } from '../../src/core/store-mapping.ts'
import { addRow, type Row } from './foreign-kinds/make-store.ts'

const homeMade = `CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, aggregate_id TEXT, revision INTEGER, event_name TEXT, body TEXT, meta TEXT, happened_at TEXT, trace TEXT)`

const aRow: Row = {
  aggregate_id: 'cart-1',
  revision: 0n,
  event_name: 'ItemAdded',
  body: '{"cents":1250}',
  meta: null,
  happened_at: '2024-05-01 12:00:00',
}

const mapping: StoreMapping = {
  table: 'journal',
  columns: {
    stream: ['aggregate_id'],
    type: 'event_name',
    data: 'body',
    version: 'revision',
    position: 'seq',
    metadata: 'meta',
    time: 'happened_at',
  },
  payload: 'auto',
}

function databaseOf(tables: readonly string[], rows: readonly Row[] = [], table = 'journal') {
  const database = new Database(':memory:')
  onTestFinished(() => void database.close())
  for (const sql of tables) database.exec(sql)
  for (const row of rows) addRow(database, table, row)
  database.defaultSafeIntegers(true)
  return { database, schema: readSchema(database, 'here') }
}

function outlineOf(tables: readonly string[], rows: readonly Row[] = [], table = 'journal') {
  const { database, schema } = databaseOf(tables, rows, table)
  return readOutline(database, schema, '')
}

function preview(rows: readonly Row[], changed: Partial<StoreMapping['columns']> = {}, payload = mapping.payload) {
  const { database, schema } = databaseOf([homeMade], rows)
  return previewMapping(database, schema, { ...mapping, columns: { ...mapping.columns, ...changed }, payload })
}

describe('the outline of a database', () => {
  test('has its tables, their columns, and five rows as text', () => {
    const rows = Array.from({ length: 7 }, (_, i) => ({ ...aRow, revision: BigInt(i) }))
    const [table] = outlineOf([homeMade], rows).tables
    expect(table?.name).toBe('journal')
    expect(table?.columns.slice(0, 2)).toEqual([
      { name: 'seq', declared: 'INTEGER' },
      { name: 'aggregate_id', declared: 'TEXT' },
    ])
    expect(table?.sample).toHaveLength(5)
    expect(table?.sample[0]).toEqual([
      '1',
      'cart-1',
      '0',
      'ItemAdded',
      '{"cents":1250}',
      null,
      '2024-05-01 12:00:00',
      null,
    ])
  })

  test('suggests which column is which', () => {
    expect(outlineOf([homeMade], [aRow, { ...aRow, revision: 1n }]).tables[0]?.suggested).toEqual({
      stream: ['aggregate_id'],
      type: 'event_name',
      data: 'body',
      version: 'revision',
      position: 'seq',
      metadata: 'meta',
      time: 'happened_at',
    })
  })

  test.each([
    {
      columns:
        'entity_type TEXT, entity_id TEXT, sequence INTEGER, name TEXT, payload BLOB, created_at INTEGER, event_id TEXT',
      suggested: {
        stream: ['entity_type', 'entity_id'],
        type: 'name',
        data: 'payload',
        version: 'sequence',
        time: 'created_at',
        id: 'event_id',
      },
    },
    {
      columns: 'id INTEGER PRIMARY KEY, stream TEXT, version INTEGER, type TEXT, data TEXT, ts REAL',
      suggested: { stream: ['stream'], type: 'type', data: 'data', version: 'version', position: 'id', time: 'ts' },
    },
    {
      columns:
        'id TEXT PRIMARY KEY, stream_name TEXT, position INTEGER, type TEXT, time TEXT, global_position INTEGER, data TEXT, metadata TEXT',
      suggested: {
        stream: ['stream_name'],
        type: 'type',
        data: 'data',
        version: 'position',
        position: 'global_position',
        id: 'id',
        metadata: 'metadata',
        time: 'time',
      },
    },
    { columns: 'colour TEXT, size REAL', suggested: {} },
  ])('suggests of an empty table by names: $columns', ({ columns, suggested }) => {
    expect(outlineOf([`CREATE TABLE t (${columns})`]).tables[0]?.suggested).toEqual(suggested)
  })

  test('suggests no column whose values cannot be what its name says, but for a time, of which single ones may be unreadable', () => {
    const rows = [{ stream: 'a', version: 'v1.2', type: '{"a":1}', time: 'later', data: '{}' }]
    const { suggested } = outlineOf(['CREATE TABLE t (stream, version, type, time, data)'], rows, 't').tables[0] ?? {}
    expect(suggested).toEqual({ stream: ['stream'], data: 'data', time: 'time' })
  })

  test('leaves out views, virtual tables and computed columns', () => {
    const { tables } = outlineOf([
      'CREATE TABLE plain (a TEXT, b TEXT AS (upper(a)))',
      'CREATE VIEW seen AS SELECT a FROM plain',
      'CREATE VIRTUAL TABLE words USING fts5(text)',
    ])
    expect(
      tables.filter(({ name }) => !name.startsWith('words_')).map(({ name, columns }) => [name, columns.length]),
    ).toEqual([['plain', 1]])
  })

  test('shows bytes as text where they are text, else as hex, and never reads a huge value', () => {
    const rows = [
      { a: Buffer.from('{"a":"ü"}'), b: Buffer.from([0, 255]), c: Buffer.alloc(2 * 1024 * 1024), d: 'x'.repeat(500) },
    ]
    expect(outlineOf(['CREATE TABLE t (a, b, c, d)'], rows, 't').tables[0]?.sample).toEqual([
      ['{"a":"ü"}', '00ff', 'blob of 2097152 bytes', 'x'.repeat(200)],
    ])
  })

  test('of a table with 2,000 columns and strange names is whole', () => {
    const columns = Array.from({ length: 1999 }, (_, i) => `"c ""${i}"`)
    const { tables } = outlineOf([
      `CREATE TABLE "t ""x" (${columns.join(', ')}, "__proto__")`,
      'INSERT INTO "t ""x" DEFAULT VALUES',
    ])
    expect(tables[0]?.columns).toHaveLength(2000)
    expect(tables[0]?.name).toBe('t "x')
    expect(tables[0]?.sample).toEqual([Array.from({ length: 2000 }, () => null)])
  })
})

describe('a mapping', () => {
  test('is the same kind each time, with what it leaves out made', () => {
    const { stream, type, data } = mapping.columns
    const small: StoreMapping = { ...mapping, columns: { stream, type, data } }
    expect(JSON.stringify(kindOfMapping(small))).toBe(JSON.stringify(kindOfMapping(small)))
    expect(kindOfMapping(small).parts).toMatchObject({
      order: { by: 'rows' },
      version: 'counted',
      id: 'made',
      metadata: 'none',
      time: 'unknown',
    })
  })

  test.each([
    ['a table that is not there', { table: 'nowhere' }, /no table nowhere/],
    ['a view', { table: 'seen' }, /not a plain table/],
    ['a column that is not there', { columns: { ...mapping.columns, data: 'blob' } }, /no column blob/],
    ['a computed column', { columns: { ...mapping.columns, data: 'loud' } }, /computed/],
    ['no column for the stream', { columns: { ...mapping.columns, stream: [] } }, /one column or in two/],
    [
      'three columns for the stream',
      { columns: { ...mapping.columns, stream: ['seq', 'trace', 'body'] } },
      /one column or in two/,
    ],
    ['a column without a name', { columns: { ...mapping.columns, type: '' } }, /without a name/],
  ])('with %s does not fit', (_, changed, message) => {
    const { database, schema } = databaseOf([
      homeMade,
      'ALTER TABLE journal ADD COLUMN loud AS (upper(body))',
      'CREATE VIEW seen AS SELECT 1',
    ])
    expect(() => checkMapping(database, schema, { ...mapping, ...changed })).toThrowError(
      expect.objectContaining({ code: 'invalid-mapping', message: expect.stringMatching(message) }),
    )
  })
})

describe('the preview of a mapping', () => {
  test('has the first 20 events as the mapping makes them', () => {
    const { events, problems } = preview(Array.from({ length: 25 }, (_, i) => ({ ...aRow, revision: BigInt(i) })))
    expect(events).toHaveLength(20)
    expect(events[1]).toEqual({
      position: 2,
      stream: 'cart-1',
      version: 1,
      type: 'ItemAdded',
      createdAtUs: Date.UTC(2024, 4, 1, 12) * 1000,
      preview: '{"cents":1250}',
    })
    expect(problems).toEqual([])
  })

  test('has them in the order of the log, by number where digits are text, without those that have none', () => {
    const rows = ['10', null, '9', '100'].map((trace, i) => ({ ...aRow, event_name: `T${i}`, trace }))
    expect(preview(rows, { position: 'trace' }).events.map(({ position, type }) => [position, type])).toEqual([
      [1, 'T2'],
      [2, 'T0'],
      [3, 'T3'],
    ])
  })

  test('counts versions and leaves out times where the mapping has none', () => {
    const { database, schema } = databaseOf([homeMade], [aRow, { ...aRow, aggregate_id: 'cart-2' }, aRow])
    const { stream, type, data } = mapping.columns
    const { events } = previewMapping(database, schema, { ...mapping, columns: { stream, type, data } })
    expect(events.map(({ stream: name, version, createdAtUs }) => [name, version, createdAtUs])).toEqual([
      ['cart-1', 1, undefined],
      ['cart-2', 1, undefined],
      ['cart-1', 2, undefined],
    ])
  })

  test.each([
    ['no stream', [aRow, { ...aRow, aggregate_id: null }], {}, /1 has no stream in aggregate_id/],
    ['no type', [{ ...aRow, event_name: '' }], {}, /no type in event_name/],
    ['a time that cannot be read', [{ ...aRow, happened_at: 'soon' }], {}, /no time that can be read in happened_at/],
    ['a version twice', [aRow, aRow], {}, /version in revision that another row of the same stream has/],
    [
      'a version that goes back',
      [
        { ...aRow, revision: 5n },
        { ...aRow, revision: 4n },
      ],
      {},
      /below that of an earlier row/,
    ],
    ['a version that is no number', [{ ...aRow, revision: 'first' }], {}, /no whole number from 0 in revision/],
    [
      'rows without an order',
      [aRow, { ...aRow, revision: 1n, trace: '1' }],
      { position: 'trace' },
      /1 has nothing in trace: what has no order is left out/,
    ],
    ['an order that is no number', [{ ...aRow, trace: 'first' }], { position: 'trace' }, /no whole number in trace/],
    [
      'an order that is not unique',
      [aRow, { ...aRow, aggregate_id: 'b' }],
      { position: 'revision' },
      /does not order them/,
    ],
    [
      'an id twice',
      [
        { ...aRow, trace: 'x' },
        { ...aRow, revision: 1n, trace: 'x' },
      ],
      { id: 'trace' },
      /an id in trace/,
    ],
  ])('tells of %s', (_, rows, changed, message) => {
    expect(preview(rows, changed).problems.join('\n')).toMatch(message)
  })

  test('tells of data that is not JSON where it has to be', () => {
    const rows = [{ ...aRow, body: '--- yaml' }]
    expect(preview(rows, {}, 'json').problems.join()).toMatch(/1 has data that is not JSON in body/)
    expect(preview(rows, {}, 'auto').problems).toEqual([])
    expect(preview(rows, {}, 'text').events[0]?.preview).toBe('{"$text":"--- yaml"}')
  })

  test('looks at the first 10,000 rows, and says so', () => {
    const { database, schema } = databaseOf([homeMade])
    database.exec(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 10999)
      INSERT INTO journal (aggregate_id, revision, event_name, body, happened_at) SELECT 'c', i, 'T', '{}', 'never' FROM n`)
    expect(previewMapping(database, schema, mapping).problems).toEqual([
      'Of the first 10,000 rows, 10,000 have no time that can be read in happened_at: 1970 is shown in its place.',
    ])
  })
})
