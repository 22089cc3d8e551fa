import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { OpenedFile } from '../../src/backends/foreign/foreign-contract.ts'
import { ForeignSession } from '../../src/backends/foreign/foreign-session.ts'
import { readOpened } from '../../src/backends/foreign/read-answer.ts'
import { addMessage, emmettStoreOf, filesIn, makeEmmettStore, openHere } from './foreign-emmett-store.ts'
import { namingAnother } from './hostile/hostile-companions.ts'
import { allOf } from './store-test.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Opens a file as the process does, without the process. */
async function look(path: string): Promise<OpenedFile> {
  const session = new ForeignSession()
  onTestFinished(() => session.close())
  const input = { path, scratch: temporaryFolder(), ownApplicationId: 1, readDamaged: false, mappings: [] }
  return readOpened(await session.answer({ id: 1, name: 'open', input }, () => {}))
}

function databaseOf(...statements: readonly string[]): string {
  const path = join(temporaryFolder(), 'some.db')
  const database = new Database(path)
  for (const statement of statements) database.exec(statement)
  database.close()
  return path
}

const plain = `stream_id TEXT, stream_position BIGINT, partition TEXT, message_kind TEXT, message_metadata JSONB,
  message_schema_version TEXT, message_type TEXT, message_id TEXT, is_archived BOOLEAN, created DATETIME`
const message = `'cart-1', 1, 'p', 'E', '{}', '1', 'T', 'id-1', 0, '2024-05-01 12:00:00'`

const posix = process.platform !== 'win32'

describe('a file that is no store', () => {
  test.runIf(posix)('is not found where there is none, also behind a link or below a file', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), 'x')
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'))
    symlinkSync(join(folder, 'loop'), join(folder, 'loop'))
    for (const name of ['none.db', 'dangling', 'loop', 'file/below', 'x'.repeat(300)])
      await expect(look(join(folder, name))).rejects.toMatchObject({ code: 'store-not-found' })
  })

  test.runIf(posix)('is not a file where it is a folder, a pipe or a device', async () => {
    const folder = temporaryFolder()
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe')])
    for (const path of [folder, join(folder, 'pipe'), '/dev/null'])
      await expect(look(path)).rejects.toMatchObject({ code: 'store-not-a-file' })
  })

  test('is not SQLite where it is empty, and says so', async () => {
    const path = join(temporaryFolder(), 'empty.db')
    writeFileSync(path, '')
    await expect(look(path)).rejects.toMatchObject({ code: 'store-not-sqlite', message: /it is empty/ })
  })

  test('is not SQLite where it is text or noise, and may be encrypted', async () => {
    const path = join(temporaryFolder(), 'text.db')
    writeFileSync(path, 'once upon a time\n'.repeat(1000))
    await expect(look(path)).rejects.toMatchObject({ code: 'store-not-sqlite', message: /may be encrypted/ })
  })

  test('is corrupt where it was cut off', async () => {
    for (const bytes of [60, 4000, 5000, 8192]) {
      const path = emmettStoreOf(...Array.from({ length: 50 }, () => ({})))
      truncateSync(path, bytes)
      await expect(look(path)).rejects.toMatchObject({ code: 'store-corrupt' })
    }
  })

  test('is corrupt where its pages are scribbled over', async () => {
    const path = emmettStoreOf(...Array.from({ length: 200 }, () => ({})))
    const bytes = readFileSync(path)
    bytes.fill(0x5a, 4096, bytes.length - 4096)
    writeFileSync(path, bytes)
    await expect(look(path)).rejects.toMatchObject({ code: 'store-corrupt' })
  })

  test('is of no known kind where it has other tables; what almost fits is said', async () => {
    expect(await look(databaseOf('CREATE TABLE notes(a)'))).toMatchObject({ nearest: '' })
    const near = await look(databaseOf('CREATE TABLE emt_messages(global_position INTEGER PRIMARY KEY, stream_id)'))
    expect(near.kind).toBeUndefined()
    expect(near.nearest).toMatch(/emt_messages is named like .* no column stream_position, message_id/)
  })
})

describe('a table of events is refused, and named, where it is', () => {
  const refusals = {
    'a view': [
      `CREATE VIEW emt_messages AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i AS global_position, '' AS message_data FROM n`,
    ],
    'a virtual table': [`CREATE VIRTUAL TABLE emt_messages USING fts5(global_position, stream_id, message_data)`],
    'a table with a computed column': [
      `CREATE TABLE emt_messages(${plain}, global_position INTEGER PRIMARY KEY,
        message_data TEXT AS (hex(zeroblob(100000000))))`,
    ],
    'a table with a stored computed column': [
      `CREATE TABLE emt_messages(${plain}, global_position INTEGER PRIMARY KEY, message_data TEXT AS (stream_id) STORED)`,
    ],
  }

  for (const [what, statements] of Object.entries(refusals))
    test(what, async () => {
      await expect(look(databaseOf(...statements))).rejects.toMatchObject({
        code: 'store-schema-refused',
        message: expect.stringContaining('emt_messages'),
      })
    })

  test('one of more tables than any application has', async () => {
    const tables = Array.from({ length: 10_001 }, (_, i) => `CREATE TABLE t${i}(a);`).join('')
    await expect(look(databaseOf(`BEGIN; ${tables} COMMIT`))).rejects.toMatchObject({ code: 'store-schema-refused' })
  })
})

describe('a table of events whose position is', () => {
  const keys = {
    'no key': `global_position INTEGER)`,
    'no row id': `global_position INTEGER PRIMARY KEY) WITHOUT ROWID`,
    'a key in falling order': `global_position INTEGER PRIMARY KEY DESC)`,
    text: `global_position TEXT PRIMARY KEY)`,
  }

  for (const [what, column] of Object.entries(keys))
    test(`${what} is read by the numbers in it`, async () => {
      const path = databaseOf(
        `CREATE TABLE emt_messages(${plain}, message_data JSONB, ${column}`,
        ...[10, 9, 100].map((at) => `INSERT INTO emt_messages VALUES (${message}, '${at}', ${at})`),
      )
      const { store } = await openHere(path)
      const events = await allOf(store.readAll())
      expect(events.map((event) => [event.position, event.data])).toEqual([
        [1, '9'],
        [2, '10'],
        [3, '100'],
      ])
    })
})

describe('a store with traps', () => {
  test('in the names of its columns and tables is read as any other', async () => {
    const path = databaseOf(
      `CREATE TABLE emt_messages(${plain}, message_data JSONB, global_position INTEGER PRIMARY KEY,
        "__proto__" BLOB, "constructor" TEXT, "select" TEXT, """'; DROP TABLE x;--" TEXT)`,
      'CREATE TABLE "\u202egnp.elbat\u0007"(a)',
      `INSERT INTO emt_messages VALUES (${message}, '{"__proto__":{"polluted":true}}', 1, x'00', 'c', 's', 'd')`,
    )
    const { store } = await openHere(path)
    const [event] = await allOf(store.readAll())
    expect(event?.data).toBe('{"__proto__":{"polluted":true}}')
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(filesIn(dirname(path))).toEqual(['some.db'])
  })

  test('in its bytes keeps text that is not UTF-8 apart from text that is', async () => {
    const path = databaseOf(
      `CREATE TABLE emt_messages(${plain}, message_data JSONB, global_position INTEGER PRIMARY KEY)`,
      `INSERT INTO emt_messages VALUES (${message}, CAST(x'22ff22' AS TEXT), 1)`,
      `INSERT INTO emt_messages VALUES (${message}, CAST(x'22efbfbd22' AS TEXT), 2)`,
    )
    const { store } = await openHere(path)
    const [broken, whole] = await allOf(store.readAll())
    expect(JSON.parse(broken?.data ?? '')).toMatchObject({ hex: '22ff22' })
    expect(whole?.data).toBe('"\ufffd"')
  })

  test('in UTF-16 is read as text', async () => {
    const path = databaseOf(
      `PRAGMA encoding = 'UTF-16be'`,
      `CREATE TABLE emt_messages(${plain}, message_data JSONB, global_position INTEGER PRIMARY KEY)`,
      `INSERT INTO emt_messages VALUES (${message}, '{"é":"😀"}', 1)`,
      `INSERT INTO emt_messages VALUES (${message}, jsonb('{"é":"😀"}'), 2)`,
    )
    const { store } = await openHere(path)
    const events = await allOf(store.readAll())
    expect(events.map(({ stream, data }) => [stream, data])).toEqual([
      ['cart-1', '{"é":"😀"}'],
      ['cart-1', '{"é":"😀"}'],
    ])
    expect(events[0]?.createdAtUs).toBe(Date.UTC(2024, 4, 1, 12) * 1000)
  })

  test('in its nesting shows what is too deep as unreadable', async () => {
    const deep = `${'['.repeat(600)}${']'.repeat(600)}`
    const { store } = await openHere(emmettStoreOf({ message_data: deep }, {}))
    const [event] = await allOf(store.readAll())
    expect(JSON.parse(event?.data ?? '')).toMatchObject({ $unreadable: expect.stringContaining('nesting') })
  })

  test.runIf(posix)('behind a link is opened where it lies', async () => {
    const path = emmettStoreOf({})
    const folder = temporaryFolder()
    symlinkSync(path, join(folder, 'link.db'))
    expect((await look(join(folder, 'link.db'))).kind?.head).toBe(1)
    expect(filesIn(folder)).toEqual(['link.db'])
    expect(filesIn(dirname(path))).toEqual(['emmett.db'])
  })
})

describe.runIf(posix)('a rollback journal that a crashed writer left', () => {
  /** A store in the middle of a transaction whose pages are in the file already: file and journal as a crash leaves them. */
  function crashedStore(): string {
    const source = makeEmmettStore(temporaryFolder(), (database) => {
      database.pragma('journal_mode = DELETE')
      addMessage(database)
    })
    const folder = join(temporaryFolder(), 'crashed')
    mkdirSync(folder)
    const writer = new Database(source)
    writer.pragma('cache_size = 1')
    writer.exec('BEGIN IMMEDIATE')
    for (let i = 0; i < 500; i++) addMessage(writer)
    const crashed = join(folder, 'crashed.db')
    writeFileSync(crashed, execFileSync('cat', [source], { maxBuffer: 1e9 }))
    writeFileSync(`${crashed}-journal`, execFileSync('cat', [`${source}-journal`], { maxBuffer: 1e9 }))
    writer.exec('ROLLBACK')
    writer.close()
    rmSync(source)
    return crashed
  }

  test('is played back in a private copy, and the files stay as they were', async () => {
    const path = crashedStore()
    const before = [readFileSync(path), readFileSync(`${path}-journal`)]
    expect((await look(path)).kind?.head).toBe(1)
    expect(filesIn(dirname(path))).toEqual(['crashed.db', 'crashed.db-journal'])
    expect([readFileSync(path), readFileSync(`${path}-journal`)]).toEqual(before)
  })

  test('is refused where it names another file, which SQLite might delete', async () => {
    const path = crashedStore()
    const victim = join(temporaryFolder(), 'victim')
    writeFileSync(victim, 'dear')
    writeFileSync(`${path}-journal`, namingAnother(readFileSync(`${path}-journal`), victim))
    await expect(look(path)).rejects.toMatchObject({ code: 'store-corrupt', message: /several databases/ })
    expect(readFileSync(victim, 'utf8')).toBe('dear')
  })
})
