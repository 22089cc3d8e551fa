import {
  addMessages,
  databaseIn,
  declaredAs,
  entry,
  type HostileFile,
  messagesTable,
  rewriteSchema,
  rewritten,
  statementsIn,
  storeWith,
} from './hostile-file.ts'

/** SQL that takes a part of a second and 600 MB each time it is computed. */
const bomb = 'length(hex(zeroblob(200000000 + coalesce(global_position, 0))))'

const constantBomb = 'length(hex(zeroblob(200000000)))'

const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)'

function nestedViews(count: number, name: (i: number) => string): string[] {
  return Array.from(
    { length: count },
    (_, i) => `CREATE VIEW ${name(i)} AS SELECT * FROM ${i === 0 ? 'sqlite_schema' : name(i - 1)}`,
  )
}

/** Schemas that run what a stranger wrote when they are read. */
export const hostileSchemas: readonly HostileFile[] = [
  {
    name: 'an endless view in place of the table',
    make: statementsIn(
      `CREATE VIEW emt_messages AS ${endless} SELECT i AS global_position, 'E' AS message_kind, '' AS message_data FROM n`,
    ),
    expected: 'store-schema-refused',
  },
  {
    name: 'a view over a table with all columns',
    make: statementsIn(
      messagesTable().replace('emt_messages', 'hidden'),
      'CREATE VIEW emt_messages AS SELECT * FROM hidden',
    ),
    expected: 'store-schema-refused',
  },
  {
    name: 'views nested a hundred deep in place of the table',
    make: statementsIn(...nestedViews(100, (i) => (i === 99 ? 'emt_messages' : `v${i}`))),
    expected: 'store-schema-refused',
  },
  {
    name: 'views nested a hundred deep beside the table',
    make: storeWith(messagesTable(), ...nestedViews(100, (i) => `v${i}`)),
    expected: 'opens',
  },
  {
    name: 'views beside the table that each double the one before',
    make: storeWith(
      messagesTable(),
      'CREATE VIEW v0 AS SELECT stream_id FROM emt_messages',
      ...Array.from(
        { length: 40 },
        (_, i) => `CREATE VIEW v${i + 1} AS SELECT a.stream_id FROM v${i} AS a, v${i} AS b`,
      ),
    ),
    expected: 'opens',
  },
  {
    name: 'views that lead back to themselves',
    make: storeWith(messagesTable(), 'CREATE VIEW a AS SELECT * FROM b', 'CREATE VIEW b AS SELECT * FROM a'),
    expected: 'opens',
  },
  {
    name: 'an endless view beside the table',
    make: storeWith(messagesTable(), `CREATE VIEW v AS ${endless} SELECT count(*) FROM n`),
    expected: 'opens',
  },
  {
    name: 'triggers that delete and multiply',
    make: storeWith(
      messagesTable(),
      'CREATE TRIGGER a AFTER UPDATE ON emt_messages BEGIN DELETE FROM emt_messages; END',
      `CREATE TRIGGER b AFTER DELETE ON emt_messages BEGIN INSERT INTO emt_messages(message_data) SELECT ${constantBomb}; END`,
    ),
    expected: 'opens',
  },
  {
    name: 'a computed column for the payload',
    make: statementsIn(messagesTable({ message_data: `TEXT AS (${bomb})` })),
    expected: 'store-schema-refused',
  },
  {
    name: 'a stored computed column for the type',
    make: statementsIn(messagesTable({ message_type: `TEXT AS ('T') STORED` })),
    expected: 'store-schema-refused',
  },
  {
    name: 'a computed column that no event needs',
    make: rewritten(declaredAs(messagesTable({ extra: `TEXT AS (${bomb})` }))),
    expected: 'opens',
  },
  {
    name: 'a check that takes a second for each row',
    make: (folder) =>
      databaseIn(folder, (database) => {
        database.exec(messagesTable({ extra: `TEXT CHECK (${bomb} > 0)` }))
        database.pragma('ignore_check_constraints = ON')
        addMessages(database, 100)
      }),
    expected: 'opens',
  },
  {
    name: 'an index over part of the table that takes a second to decide',
    make: (folder) =>
      rewriteSchema(
        storeWith(messagesTable(), 'CREATE INDEX i ON emt_messages(stream_id) WHERE stream_id IS NOT NULL')(folder),
        `UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON emt_messages(stream_id) WHERE ${bomb} > 0' WHERE name = 'i'`,
      ),
    expected: 'opens',
  },
  {
    name: 'an index of something that takes a second to compute',
    make: (folder) =>
      rewriteSchema(
        storeWith(messagesTable(), 'CREATE INDEX i ON emt_messages(upper(stream_id))')(folder),
        `UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON emt_messages(${bomb})' WHERE name = 'i'`,
      ),
    expected: 'opens',
  },
  {
    name: 'an index that says it is of another column',
    make: (folder) =>
      rewriteSchema(
        storeWith(messagesTable(), 'CREATE INDEX i ON emt_messages(message_type)')(folder),
        `UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON emt_messages(stream_id)' WHERE name = 'i'`,
      ),
    expected: 'opens',
  },
  {
    name: 'defaults that take a second',
    make: statementsIn(messagesTable({ extra: `TEXT DEFAULT (${constantBomb})` })),
    expected: 'opens',
  },
  {
    name: 'a full-text table in place of the table',
    make: statementsIn('CREATE VIRTUAL TABLE emt_messages USING fts5(global_position, stream_id, message_data)'),
    expected: 'store-schema-refused',
  },
  {
    name: 'an r-tree in place of the table',
    make: statementsIn('CREATE VIRTUAL TABLE emt_messages USING rtree(global_position, low, high)'),
    expected: 'store-schema-refused',
  },
  {
    name: 'a table of another full-text table in place of the table',
    make: (folder) =>
      rewriteSchema(
        statementsIn('CREATE VIRTUAL TABLE emt USING fts5(a)')(folder),
        `UPDATE sqlite_schema SET name = 'emt_messages', tbl_name = 'emt_messages', sql = '${messagesTable()}' WHERE name = 'emt_content'`,
      ),
    expected: 'store-corrupt',
  },
  {
    name: 'a full-text table beside the table whose own tables hold nonsense',
    make: (folder) =>
      rewriteSchema(
        statementsIn(messagesTable(), 'CREATE VIRTUAL TABLE words USING fts5(a)')(folder),
        `UPDATE words_data SET block = zeroblob(1000000)`,
      ),
    expected: 'opens',
  },
  {
    name: 'a full-text table over an endless view',
    make: storeWith(
      messagesTable(),
      `CREATE VIEW v AS ${endless} SELECT i AS a FROM n`,
      `CREATE VIRTUAL TABLE words USING fts5(a, content = 'v')`,
    ),
    expected: 'opens',
  },
  {
    name: 'a computed column in another table',
    make: storeWith(
      messagesTable(),
      `CREATE TABLE other(global_position INTEGER PRIMARY KEY, bomb TEXT AS (${bomb}) NOT NULL)`,
      'PRAGMA ignore_check_constraints = ON',
    ),
    expected: 'opens',
  },
  {
    name: 'a virtual table of a module that is not there',
    make: rewritten(entry('table', 'v', 'CREATE VIRTUAL TABLE v USING nosuch(a, b)')),
    expected: 'opens',
  },
  {
    name: "a virtual table that shows SQLite's own pages",
    make: rewritten(entry('table', 'v', 'CREATE VIRTUAL TABLE v USING dbstat')),
    expected: 'opens',
  },
]
