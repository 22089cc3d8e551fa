import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ForeignKind } from '../../src/backends/foreign/foreign-kind.ts'
import { foreignKinds } from '../../src/backends/foreign/kinds/foreign-kinds.ts'
import { readSchema } from '../../src/backends/foreign/read-schema.ts'
import { type Recognition, recognise } from '../../src/backends/foreign/recognise.ts'

const plain: ForeignKind = {
  name: 'Plain',
  table: 'events',
  anyTable: true,
  parts: {
    order: { by: 'column', column: 'seq' },
    stream: { in: 'columns', columns: ['stream'] },
    version: { column: 'version' },
    id: 'made',
    type: { column: 'type' },
    data: { column: 'data', encoding: 'auto' },
    metadata: 'none',
    time: 'unknown',
  },
  otherColumns: [],
  firstVersion: 1,
  commitOrder: true,
  whyNoAppend: 'it is a plain store',
}

const columns = 'seq INTEGER PRIMARY KEY, stream TEXT, version INTEGER, type TEXT, data TEXT'

/** Has all columns of the plain one, and one more. */
const richer: ForeignKind = { ...plain, name: 'Richer', otherColumns: ['tenant'] }

const beside: ForeignKind = {
  ...plain,
  name: 'Beside',
  table: 'messages',
  anyTable: false,
  parts: {
    ...plain.parts,
    stream: { in: 'elsewhere', column: 'stream', table: 'streams', key: 'id', name: 'name' },
  },
}

function recognised(statements: string, kinds: readonly ForeignKind[] = [plain], mapped: readonly ForeignKind[] = []) {
  const database = new Database(':memory:')
  onTestFinished(() => {
    database.close()
  })
  database.exec(statements)
  database.defaultSafeIntegers()
  return recognise(database, readSchema(database, 'store.db'), { kinds, mapped, path: 'store.db' })
}

function told({ fitted, nearest }: Recognition) {
  return fitted ? [fitted.kind.name, fitted.kind.table, fitted.sureness] : nearest
}

describe('a store is recognised by its columns', () => {
  test('whatever the case of their names, and of the table’s', () => {
    expect(
      told(recognised(`CREATE TABLE MESSAGES(${columns.toUpperCase()}); CREATE TABLE Streams(ID, NAME)`, [beside])),
    ).toEqual(['Beside', 'MESSAGES', 'certain'])
  })

  test('as likely only, where nothing but a common name is that of its kind, or the name is its own', () => {
    expect(told(recognised(`CREATE TABLE events(${columns})`))).toEqual(['Plain', 'events', 'likely'])
    expect(told(recognised(`CREATE TABLE mine(${columns})`))).toEqual(['Plain', 'mine', 'likely'])
  })

  test('and never by its name alone', () => {
    expect(told(recognised('CREATE TABLE events(seq INTEGER PRIMARY KEY, title TEXT)'))).toBe('')
    expect(told(recognised(`CREATE TABLE mine(${columns})`, [{ ...plain, anyTable: false }]))).toBe('')
  })

  test('with the tables that must stand beside', () => {
    expect(told(recognised(`CREATE TABLE messages(${columns}); CREATE TABLE streams(id, title)`, [beside]))).toBe(
      'messages is almost the table of Beside, but has no table streams beside it',
    )
  })

  test('as the kind that says most of it', () => {
    for (const kinds of [
      [plain, richer],
      [richer, plain],
    ]) {
      expect(told(recognised(`CREATE TABLE events(${columns}, tenant)`, kinds))[0]).toBe('Richer')
      expect(told(recognised(`CREATE TABLE events(${columns})`, kinds))[0]).toBe('Plain')
    }
  })

  test('as the first on the list of two kinds that say the same', () => {
    const twin = { ...plain, name: 'Twin' }
    expect(told(recognised(`CREATE TABLE events(${columns})`, [twin, plain]))[0]).toBe('Twin')
  })

  test('and not where it has a column that the kind never has', () => {
    const strict = { ...plain, noColumns: ['tenant'] }
    expect(told(recognised(`CREATE TABLE events(${columns}, Tenant)`, [strict]))).toBe('')
  })

  test('in the table of the usual name, and never in one of snapshots where there is another; the others are said', () => {
    const tables = ['snapshots', 'a', 'events', 'b'].map((name) => `CREATE TABLE ${name}(${columns});`).join('')
    const recognition = recognised(tables)
    expect(told(recognition)).toEqual(['Plain', 'events', 'likely'])
    expect(recognition.fitted?.notes.join()).toContain('not shown: a, b')
    expect(told(recognised(`CREATE TABLE snapshots(${columns}); CREATE TABLE b(${columns})`))).toEqual([
      'Plain',
      'b',
      'likely',
    ])
  })

  test('by what a person said of it where no known kind certainly fits', () => {
    const mapped = { ...plain, name: 'table mine', table: 'mine', anyTable: false }
    expect(told(recognised(`CREATE TABLE mine(${columns})`, [], [mapped]))).toEqual(['table mine', 'mine', 'mapped'])
    expect(
      told(recognised(`CREATE TABLE mine(${columns}); CREATE TABLE events(${columns})`, [plain], [mapped])),
    ).toEqual(['table mine', 'mine', 'mapped'])
    const sure = { ...plain, table: 'surely_events' }
    expect(
      told(recognised(`CREATE TABLE mine(${columns}); CREATE TABLE surely_events(${columns})`, [sure], [mapped])),
    ).toEqual(['Plain', 'surely_events', 'certain'])
  })
})

describe('a store is refused where reading it would run what a stranger wrote', () => {
  const computed = columns.replace('data TEXT', `data TEXT AS (upper(type))`)
  const refusals: Readonly<Record<string, readonly [string, readonly ForeignKind[]]>> = {
    'a mapped column is computed': [`CREATE TABLE events(${computed})`, [plain]],
    'a column beside is computed': [
      `CREATE TABLE messages(${columns}); CREATE TABLE streams(id, name AS (upper(id)))`,
      [beside],
    ],
    'a view has the name and the columns': [
      `CREATE VIEW events AS SELECT 1 AS seq, stream, version, type, data FROM t`,
      [plain],
    ],
    'a virtual table has them': [`CREATE VIRTUAL TABLE events USING fts5(seq, stream, version, type, data)`, [plain]],
  }
  for (const [why, [statements, kinds]] of Object.entries(refusals))
    test(`because ${why}`, () => {
      expect(() => recognised(statements, kinds)).toThrow(expect.objectContaining({ code: 'store-schema-refused' }))
    })

  test('but not for a view of a common name that has other columns', () => {
    expect(told(recognised('CREATE VIEW events AS SELECT 1 AS a'))).toBe('')
  })
})

test('a schema of thousands of tables is looked through in little time', () => {
  const tables = Array.from({ length: 3000 }, (_, i) => `CREATE TABLE t${i}(a, b, c);`).join('')
  const before = performance.now()
  expect(told(recognised(`BEGIN; ${tables} COMMIT`, foreignKinds))).toBe('')
  expect(performance.now() - before).toBeLessThan(4000)
})
