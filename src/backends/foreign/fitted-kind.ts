import type { Sureness } from '../../core/recognised-store.ts'
import type { ForeignKind, TableColumns } from './foreign-kind.ts'
import { metadataColumns } from './foreign-row.ts'
import { nameKey } from './name-key.ts'
import type { ColumnInfo, RowKeys } from './read-schema.ts'

/** A kind of store as one database has it. */
export interface FittedKind {
  /** Its `table` is what the table is called here. */
  readonly kind: ForeignKind
  readonly sureness: Sureness
  readonly reasons: readonly string[]
  /** What the schema already tells of it. */
  readonly notes: readonly string[]
  readonly keys: RowKeys
  /** Of the table of events, in order. */
  readonly columns: readonly ColumnInfo[]
}

/** The columns of the table of events that a kind maps, each once. */
export function mappedColumns({ parts }: ForeignKind): string[] {
  const { order, stream, version, id, type, data, metadata, time } = parts
  return [
    ...new Set([
      ...(order.by === 'column' ? [order.column] : []),
      ...(stream.in === 'columns' ? stream.columns : [stream.in === 'elsewhere' ? stream.column : stream.event]),
      ...(version === 'counted' ? [] : [version.column]),
      ...(id === 'made' ? [] : [id.column]),
      type.column,
      data.column,
      ...metadataColumns(metadata),
      ...(time === 'unknown' ? [] : [time.column]),
    ]),
  ]
}

/** All columns that a table must have to be the kind's table of events. */
export function neededColumns(kind: ForeignKind): string[] {
  return [...new Set([...mappedColumns(kind), ...kind.otherColumns])]
}

/** The tables besides that of events without which a database is not of the kind, with the columns that are read or known it by. */
export function neededTables({ parts: { stream }, otherTables = [] }: ForeignKind): readonly TableColumns[] {
  switch (stream.in) {
    case 'columns':
      return otherTables
    case 'elsewhere':
      return [{ table: stream.table, columns: [stream.key, stream.name] }, ...otherTables]
    case 'links':
      return [{ table: stream.table, columns: [stream.linkedEvent, stream.stream, stream.order] }, ...otherTables]
  }
}

/** The stored columns that a person sees as the event's own, since nothing else of the event shows them as they are. */
export function ownColumnsOf({ kind, columns }: FittedKind, positionsAreMade: boolean): string[] {
  const mapped = new Set(mappedColumns(kind).map(nameKey))
  const { order } = kind.parts
  if (order.by === 'column' && (positionsAreMade || order.from === 0)) mapped.delete(nameKey(order.column))
  return columns.flatMap(({ name, stored }) => (stored && !mapped.has(nameKey(name)) ? [name] : []))
}
