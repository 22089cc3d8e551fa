import type Database from 'better-sqlite3'
import { addMessages, databaseIn, editBytes, type HostileFile, messagesTable } from './hostile-file.ts'

type Row = Readonly<Record<string, string>>

/** A store whose messages have these values, each a piece of SQL; the columns that are not named are as usual. */
function rowsOf(...rows: readonly Row[]): (folder: string) => string {
  return (folder) =>
    databaseIn(folder, (database) => {
      database.exec(messagesTable())
      for (const row of rows) insert(database, row)
    })
}

const usual: Row = {
  stream_id: `'cart-1'`,
  stream_position: '1',
  partition: `'p'`,
  message_kind: `'E'`,
  message_data: `'{}'`,
  message_metadata: `'{}'`,
  message_schema_version: `'0'`,
  message_type: `'T'`,
  message_id: `'id-1'`,
  is_archived: '0',
  created: `'2024-05-01 12:00:00'`,
}

function insert(database: Database.Database, row: Row): void {
  const values = { ...usual, ...row }
  database.exec(
    `INSERT INTO emt_messages(${Object.keys(values).join(', ')}) VALUES (${Object.values(values).join(', ')})`,
  )
}

/** One of each sort that SQLite stores. */
const everySort = [
  'NULL',
  '7',
  '-7',
  '7.5',
  '9e999',
  '-0.0',
  `''`,
  `'x'`,
  `x''`,
  `x'00ff'`,
  `char(0)`,
  `CAST(x'ff' AS TEXT)`,
]

function inEveryColumn(values: readonly string[]): Row[] {
  const columns = Object.keys(usual).filter((name) => name !== 'message_kind')
  return columns.flatMap((column) => values.map((value) => ({ [column]: value })))
}

function inEncoding(encoding: string): (folder: string) => string {
  return (folder) =>
    databaseIn(folder, (database) => {
      database.exec(`PRAGMA encoding = '${encoding}'`)
      database.exec(messagesTable())
      for (const row of inEveryColumn([`'é😀'`, `CAST(x'd800' AS TEXT)`, `CAST(x'00' AS TEXT)`, `x'ff'`]))
        insert(database, row)
    })
}

/** Says of a text of 4 MB that it has so many bytes, in one byte more: the column after it loses its own. */
function declaredLength(bytes: number): (folder: string) => string {
  return (folder) => {
    const path = databaseIn(folder, (database) => {
      database.exec(messagesTable())
      insert(database, { message_data: `replace(hex(zeroblob(2000000)), '0', 'x')` })
    })
    return editBytes(path, (all) => {
      const at = all.indexOf(textLength(4_000_000))
      if (at < 0) throw new Error('the length of the text is not where it must be')
      textLength(bytes).copy(all, at)
    })
  }
}

/** How a row's header tells the length of a text. */
function textLength(bytes: number): Buffer {
  const digits: number[] = []
  for (let left = 2 * bytes + 13; left > 0; left = Math.floor(left / 128)) digits.unshift(left % 128)
  return Buffer.from(digits.map((digit, i) => (i === digits.length - 1 ? digit : digit | 0x80)))
}

/** Sound databases whose rows are nothing that an application writes. */
export const hostileValues: readonly HostileFile[] = [
  { name: 'values of every sort in every column', make: rowsOf(...inEveryColumn(everySort)), expected: 'opens' },
  {
    name: 'positions and versions that are below nothing or beyond what a number of JavaScript holds',
    make: rowsOf(
      ...[
        '-9223372036854775808',
        '-1',
        '0',
        '1',
        '9007199254740991',
        '9007199254740992',
        '9223372036854775807',
      ].flatMap((value) => [{ global_position: value }]),
      ...['-9223372036854775808', '-1', '0', '9007199254740993', '9223372036854775807'].map((value) => ({
        stream_position: value,
        global_position: `abs(random() % 1000000000)`,
      })),
    ),
    expected: 'opens',
  },
  {
    name: 'numbers that are endless or none at all',
    make: rowsOf(...inEveryColumn(['9e999', '-9e999', '9e999 - 9e999', '1e-320', '1e308'])),
    expected: 'opens',
  },
  { name: 'text in UTF-16, the low byte first', make: inEncoding('UTF-16le'), expected: 'opens' },
  { name: 'text in UTF-16, the high byte first', make: inEncoding('UTF-16be'), expected: 'opens' },
  {
    name: 'text that is not UTF-8',
    make: rowsOf(
      ...inEveryColumn([
        `CAST(x'ff' AS TEXT)`,
        `CAST(x'c080' AS TEXT)`,
        `CAST(x'eda080' AS TEXT)`,
        `CAST(x'f4908080' AS TEXT)`,
      ]),
    ),
    expected: 'opens',
  },
  {
    name: 'a payload of 300 MB',
    make: (folder) =>
      databaseIn(folder, (database) => {
        database.pragma('page_size = 65536')
        database.pragma('synchronous = OFF')
        database.exec(messagesTable())
        insert(database, { message_data: 'zeroblob(300000000)' })
        insert(database, {})
      }),
    expected: 'opens',
  },
  { name: 'a text that says it has 600 MB', make: declaredLength(600_000_000), expected: 'store-corrupt' },
  {
    name: 'a payload just below what an event may have',
    make: rowsOf({ message_data: `'"' || replace(hex(zeroblob(7500000)), '0', 'x') || '"'` }),
    expected: 'opens',
    // It is carried whole, as text within text, which is held several times over.
    mostGrownBytes: 256 * 1024 * 1024,
  },
  {
    name: 'payloads of four megabytes',
    make: rowsOf(
      ...Array.from({ length: 3 }, () => ({ message_data: `'"' || replace(hex(zeroblob(2000000)), '0', 'x') || '"'` })),
    ),
    expected: 'opens',
  },
  {
    name: 'a payload nested ten thousand deep',
    make: rowsOf(
      { message_data: `'${'['.repeat(10_000)}${']'.repeat(10_000)}'` },
      { message_data: `'${'{"a":'.repeat(10_000)}'` },
    ),
    expected: 'opens',
  },
  {
    name: 'payloads of bytes that are almost JSONB',
    make: rowsOf(
      ...[
        `x'fc'`,
        `x'cbffffffff'`,
        `x'fb7fffffff'`,
        `jsonb('[1,2]') || x'00'`,
        `x'0c' || zeroblob(1000)`,
        `x'bbbbbbbbbbbbbbbb'`,
        `x'ff00'`,
      ].flatMap((value) => [{ message_data: value }, { message_metadata: value }]),
    ),
    expected: 'opens',
  },
  {
    name: 'a payload with a million members',
    make: (folder) =>
      databaseIn(folder, (database) => {
        database.exec(messagesTable())
        const members = Array.from({ length: 1_000_000 }, (_, i) => `"k${i}":1`).join(',')
        insert(database, { message_data: `'{${members}}'` })
      }),
    expected: 'opens',
  },
  {
    name: 'payloads with keys that every JavaScript object has',
    make: rowsOf({
      message_data: `'{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'`,
      message_metadata: `'{"__proto__":{"polluted":true},"correlationId":{"__proto__":1}}'`,
    }),
    expected: 'opens',
  },
  {
    name: 'names of a megabyte',
    make: rowsOf(
      ...['stream_id', 'message_type', 'message_id', 'created'].map((column) => ({
        [column]: 'hex(zeroblob(500000))',
      })),
    ),
    expected: 'opens',
  },
  {
    name: 'empty names',
    make: rowsOf(...['stream_id', 'message_type', 'message_id', 'created'].map((column) => ({ [column]: `''` }))),
    expected: 'opens',
  },
  {
    name: 'names of control characters and reversed writing',
    make: rowsOf(
      ...['stream_id', 'message_type', 'message_id'].flatMap((column) =>
        [
          'char(0)',
          `'a' || char(0) || 'b'`,
          'char(7, 27, 10, 13)',
          `char(8238) || 'txt'`,
          'char(65279)',
          'char(127)',
        ].map((value) => ({ [column]: value })),
      ),
    ),
    expected: 'opens',
  },
  {
    name: 'times that are absurd',
    make: rowsOf(
      ...[
        `'99999-01-01 00:00:00'`,
        `'-4713-11-24 12:00:00'`,
        `'0000-00-00 00:00:00'`,
        `'2024-02-30 12:00:00'`,
        `'9999-12-31 23:59:59.999999999'`,
        '9223372036854775807',
        '-9223372036854775808',
        '1e300',
        `'now'`,
      ].map((created) => ({ created })),
    ),
    expected: 'opens',
  },
  {
    name: 'versions that repeat and leap',
    make: rowsOf(...['1', '1', '1', '9007199254740990', '2', '1'].map((version) => ({ stream_position: version }))),
    expected: 'opens',
  },
  {
    name: 'one id for every message',
    make: (folder) =>
      databaseIn(folder, (database) => {
        database.exec(messagesTable())
        addMessages(database, 3000)
        database.exec(`UPDATE emt_messages SET message_id = 'same', stream_position = 1`)
      }),
    expected: 'opens',
  },
]
