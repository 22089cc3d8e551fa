import type { ForeignKind } from '../foreign-kind.ts'

/**
 * What the Rust crates sqlite-es keep for cqrs-es: the seven columns of postgres-es's schema, in SQLite. Applications may name the tables of
 * events and snapshots themselves, and name each table of a view. Sequences count from 1.
 */
export const cqrsEs: ForeignKind = {
  name: 'cqrs-es (SQLite)',
  table: 'events',
  anyTable: true,
  parts: {
    order: { by: 'rows' },
    stream: { in: 'columns', columns: ['aggregate_type', 'aggregate_id'] },
    version: { column: 'sequence' },
    id: 'made',
    type: { column: 'event_type' },
    data: { column: 'payload', encoding: 'json' },
    metadata: { column: 'metadata', encoding: 'json' },
    time: 'unknown',
  },
  otherColumns: ['event_version'],
  firstVersion: 1,
  commitOrder: true,
  sideTables: [
    {
      table: 'snapshots',
      columns: ['aggregate_type', 'aggregate_id', 'last_sequence', 'current_snapshot', 'payload'],
      anyTable: true,
      holds: 'snapshots',
    },
    { table: 'views', columns: ['view_id', 'version', 'payload'], anyTable: true, holds: 'read model' },
  ],
  notes: ['a time that the application puts into the metadata stays there'],
  whyNoAppend: 'it is a cqrs-es store, and Epoch only reads those; append with the application that owns it',
}
