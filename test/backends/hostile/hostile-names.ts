import { EPOCH_APPLICATION_ID } from '../../../src/backends/sqlite/epoch-schema.ts'
import {
  declaredAs,
  entry,
  type HostileFile,
  messagesTable,
  rewritten,
  statementsIn,
  storeWith,
} from './hostile-file.ts'

/** Schemas with names that mean something elsewhere, entries that SQLite would not make, and marks that are not theirs. */
export const hostileNames: readonly HostileFile[] = [
  {
    name: 'two thousand columns',
    make: storeWith(messagesTable(Object.fromEntries(Array.from({ length: 1988 }, (_, i) => [`c${i}`, 'TEXT'])))),
    expected: 'opens',
  },
  {
    name: 'columns named as what every JavaScript object has',
    make: storeWith(
      messagesTable({ ['__proto__']: 'TEXT', constructor: 'TEXT', toString: 'TEXT', hasOwnProperty: 'TEXT' }),
      'CREATE TABLE "__proto__"("__proto__", "constructor")',
      'CREATE TABLE "constructor"(a)',
    ),
    expected: 'opens',
  },
  {
    name: 'columns and tables named by reserved words',
    make: storeWith(
      messagesTable({ select: 'TEXT', from: 'TEXT', rowid: 'TEXT', _rowid_: 'TEXT', oid: 'TEXT', where: 'TEXT' }),
      'CREATE TABLE "table"("order" TEXT, "group" TEXT)',
    ),
    expected: 'opens',
  },
  {
    name: 'names of quotes, brackets, line ends and reversed writing',
    make: storeWith(
      messagesTable({ [`""'; DROP TABLE emt_messages; --`]: 'TEXT', ']`[': 'TEXT', '\n': 'TEXT', '\u202etxt': 'TEXT' }),
      `CREATE TABLE "a""b'c]d\`e"("\n" TEXT)`,
      'CREATE TABLE "\u202egnp.elbat\u0007\u001b[31m"(a)',
      'CREATE TABLE ""("" TEXT)',
    ),
    expected: 'opens',
  },
  {
    name: 'only tables with names that would rule a terminal',
    make: statementsIn('CREATE TABLE "\u001b[2J\u202e\u0000"(a)'.replace('\u0000', ''), 'CREATE TABLE "\u0007\r\n"(b)'),
    expected: 'store-unknown-schema',
  },
  {
    name: 'a table with a name that ends at a NUL',
    make: rewritten(`UPDATE sqlite_schema SET name = 'emt_messages' || char(0) || 'x' WHERE name = 'emt_messages'`),
    expected: 'store-unknown-schema',
  },
  {
    name: 'names as of other attached databases',
    make: storeWith(
      messagesTable(),
      'CREATE TABLE "main.emt_messages"(a)',
      'CREATE TABLE temp_emt_messages(a)',
      'CREATE VIEW "temp.sqlite_master" AS SELECT 1',
      'CREATE TABLE main(a)',
      'CREATE TABLE temp(a)',
    ),
    expected: 'opens',
  },
  {
    name: 'a column declared twice in other letters',
    make: rewritten(declaredAs(messagesTable({ STREAM_ID: 'TEXT' }))),
    expected: 'store-corrupt',
  },
  {
    name: 'a collation that is not there',
    make: rewritten(declaredAs(messagesTable({ stream_id: 'TEXT COLLATE nosuch' }))),
    expected: 'store-corrupt',
  },
  {
    name: 'a table of strict types',
    make: storeWith(
      messagesTable(
        {
          stream_position: 'INTEGER',
          message_data: 'TEXT',
          message_metadata: 'TEXT',
          is_archived: 'INTEGER',
          created: 'TEXT',
        },
        ' STRICT',
      ),
    ),
    expected: 'opens',
  },
  {
    name: 'a table without row ids',
    make: statementsIn(messagesTable({}, ' WITHOUT ROWID')),
    expected: 'opens',
  },
  {
    name: 'positions that are text',
    make: statementsIn(messagesTable({ global_position: 'TEXT PRIMARY KEY' })),
    expected: 'opens',
  },
  {
    name: 'ten thousand entries and one',
    make: rewritten(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
      INSERT INTO sqlite_schema SELECT 'view', 'v' || i, 'v' || i, 0, 'CREATE VIEW v' || i || ' AS SELECT 1' FROM n`),
    expected: 'store-schema-refused',
  },
  {
    name: 'a schema of two megabytes of text',
    make: statementsIn(messagesTable(), `CREATE VIEW v AS SELECT '${'x'.repeat(2_000_000)}'`),
    expected: 'store-schema-refused',
  },
  {
    name: 'an expression nested thirty thousand deep',
    make: rewritten(entry('view', 'v', `CREATE VIEW v AS SELECT ${'('.repeat(30_000)}1${')'.repeat(30_000)}`)),
    expected: 'store-corrupt',
  },
  {
    name: 'an entry that says it is a table and makes a view',
    make: rewritten(`UPDATE sqlite_schema SET sql = 'CREATE VIEW emt_messages AS SELECT 1 AS global_position'`),
    expected: 'store-corrupt',
  },
  {
    name: 'an entry that does something else than make',
    make: rewritten(entry('table', 'x', 'DROP TABLE emt_messages')),
    expected: 'store-corrupt',
  },
  {
    name: 'an entry whose SQL makes another table than it says',
    make: rewritten(entry('table', 'innocent', 'CREATE TABLE emt_messages(a)')),
    expected: 'store-corrupt',
  },
  {
    name: 'entries without SQL, of bytes, and of numbers',
    make: rewritten(
      `INSERT INTO sqlite_schema VALUES ('table', 7, x'00ff', 2, NULL)`,
      `INSERT INTO sqlite_schema VALUES (x'7461626c65', x'ff', 3.5, 'two', x'00')`,
    ),
    expected: 'store-corrupt',
  },
  {
    name: 'the same table twice',
    make: rewritten(entry('table', 'emt_messages', messagesTable())),
    expected: 'store-corrupt',
  },
  {
    name: 'two tables that share their pages',
    make: rewritten(entry('table', 'other', messagesTable().replace('emt_messages', 'other'))),
    expected: 'store-corrupt',
  },
  {
    name: "a table that begins at the schema's own page",
    make: rewritten(`UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'emt_messages'`),
    expected: 'store-corrupt',
  },
  {
    name: 'a table that begins beyond the end',
    make: rewritten(`UPDATE sqlite_schema SET rootpage = 4000000 WHERE name = 'emt_messages'`),
    expected: 'store-corrupt',
  },
  {
    name: 'a table that begins nowhere',
    make: rewritten(`UPDATE sqlite_schema SET rootpage = 0 WHERE name = 'emt_messages'`),
    expected: 'store-corrupt',
  },
  {
    name: 'a table that begins at page -1',
    make: rewritten(`UPDATE sqlite_schema SET rootpage = -1 WHERE name = 'emt_messages'`),
    expected: 'store-corrupt',
  },
  {
    name: 'statistics that are nonsense',
    make: storeWith(
      messagesTable(),
      'CREATE INDEX i ON emt_messages(stream_id)',
      'ANALYZE',
      `INSERT INTO sqlite_stat1 VALUES ('emt_messages', 'i', '-1 99999999999999999999 x'), (NULL, x'00', 7.5)`,
      `UPDATE sqlite_stat1 SET stat = '0 0 0 0 0 unordered sz=0 noskipscan'`,
    ),
    expected: 'opens',
  },
  {
    name: 'keys that lead round in circles',
    make: statementsIn(
      messagesTable({ message_id: 'TEXT UNIQUE REFERENCES a(b) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED' }),
      'CREATE TABLE a(b TEXT PRIMARY KEY REFERENCES emt_messages(message_id) ON DELETE CASCADE)',
    ),
    expected: 'opens',
  },
  {
    name: "Epoch's mark on another schema",
    make: statementsIn(messagesTable(), `PRAGMA application_id = ${EPOCH_APPLICATION_ID}`),
    expected: 'store-unknown-schema',
  },
  {
    name: "Epoch's mark and version on nothing",
    make: statementsIn(`PRAGMA application_id = ${EPOCH_APPLICATION_ID}`, 'PRAGMA user_version = 2'),
    expected: 'store-unknown-schema',
  },
  {
    name: "Epoch's mark with a version below nothing",
    make: statementsIn(`PRAGMA application_id = ${EPOCH_APPLICATION_ID}`, 'PRAGMA user_version = -1'),
    expected: 'store-unknown-schema',
  },
  {
    name: "Epoch's mark with a version to come and a trigger",
    make: statementsIn(
      'CREATE TABLE events(a)',
      'CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM events; END',
      `PRAGMA application_id = ${EPOCH_APPLICATION_ID}`,
      'PRAGMA user_version = 99',
    ),
    expected: 'store-unknown-schema',
  },
  {
    name: "Epoch's mark with a version to come and no table of events",
    make: statementsIn(
      'CREATE TABLE other(a)',
      `PRAGMA application_id = ${EPOCH_APPLICATION_ID}`,
      'PRAGMA user_version = 99',
    ),
    expected: 'store-too-new',
  },
  {
    name: "Epoch's mark on another schema that keeps a log",
    make: statementsIn('PRAGMA journal_mode = WAL', messagesTable(), `PRAGMA application_id = ${EPOCH_APPLICATION_ID}`),
    expected: 'store-unknown-schema',
  },
  { name: 'no tables at all', make: statementsIn('PRAGMA user_version = 7'), expected: 'store-unknown-schema' },
]
