import type { ForeignKind, PayloadSource } from '../../../src/backends/foreign/foreign-kind.ts'
import { databaseIn } from './hostile-file.ts'

const EVENTS = 200

/** The columns of each of a kind's tables with what they hold, as SQL over `i`, the number of the row. */
type Tables = Map<string, Map<string, string>>

/** A store of a kind, as far as the kind's own description goes, with 200 events. */
export function storeOfKindIn(folder: string, kind: ForeignKind): string {
  return databaseIn(folder, (database) => {
    for (const [table, columns] of tablesOf(kind)) {
      const declared = [...columns].map(([name, value]) => `"${name}" ${value === 'i' ? 'INTEGER' : 'TEXT'}`)
      database.exec(`CREATE TABLE "${table}"(${declared.join(', ').replace(' INTEGER', ' INTEGER PRIMARY KEY')})`)
      database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${EVENTS})
        INSERT INTO "${table}" SELECT ${[...columns.values()].join(', ')} FROM n`)
    }
  })
}

/** The table of events of a kind, and whatever it cannot be without. */
export function tablesOf(kind: ForeignKind): Tables {
  const tables: Tables = new Map([[kind.table, eventColumns(kind)]])
  const { stream } = kind.parts
  if (stream.in === 'elsewhere')
    add(tables, stream.table, [
      [stream.key, 'i'],
      [stream.name, `'order-' || i`],
    ])
  if (stream.in === 'links')
    add(tables, stream.table, [
      [stream.order, 'i'],
      [stream.linkedEvent, `'id-' || i`],
      [stream.stream, `'order-' || (i % 7)`],
    ])
  for (const { table, columns } of [
    ...(kind.otherTables ?? []),
    ...(kind.checkpoints === undefined ? [] : [kind.checkpoints]),
    ...(kind.sideTables ?? []),
  ])
    add(
      tables,
      table,
      columns.map((name) => [name, `'value ' || i`]),
    )
  return tables
}

function eventColumns({ parts, otherColumns }: ForeignKind): Map<string, string> {
  const columns = new Map<string, string>()
  const { order, stream, version, id, type, data, metadata, time } = parts
  const put = (name: string, value: string): void => {
    if (!columns.has(name)) columns.set(name, value)
  }
  if (order.by === 'column') put(order.column, 'i')
  if (stream.in === 'columns') for (const name of stream.columns) put(name, `'order-' || (i % 7)`)
  if (stream.in === 'elsewhere') put(stream.column, '1 + i % 7')
  if (stream.in === 'links') put(stream.event, `'id-' || i`)
  if (version !== 'counted') put(version.column, '1 + i / 7')
  if (id !== 'made') put(id.column, `'id-' || i`)
  put(type.column, `'OrderPlaced'`)
  put(data.column, payload(data))
  if (metadata !== 'none' && 'column' in metadata) put(metadata.column, payload(metadata))
  if (metadata !== 'none' && 'members' in metadata) for (const { column } of metadata.members) put(column, `'{}'`)
  if (time !== 'unknown') put(time.column, `'2024-05-01 12:00:00'`)
  // Emmett's rows are events where this is 'E'.
  for (const name of otherColumns) put(name, `'E'`)
  return columns
}

function payload({ encoding }: PayloadSource): string {
  const json = `'{"n":' || i || ',"note":"' || hex(zeroblob(50)) || '"}'`
  return encoding === 'json' ? json : `CAST(${json} AS BLOB)`
}

function add(tables: Tables, table: string, columns: readonly (readonly [name: string, value: string])[]): void {
  const known = tables.get(table) ?? new Map<string, string>()
  for (const [name, value] of columns) if (!known.has(name)) known.set(name, value)
  tables.set(table, known)
}
