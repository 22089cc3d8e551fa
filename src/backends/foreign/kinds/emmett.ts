import type { ForeignKind } from '../foreign-kind.ts'
import { textTimeUs } from '../stored-time.ts'

/**
 * Emmett's SQLite store, as its releases 0.41 to 0.44 make it. Stream positions count from 1, `created` is SQLite's CURRENT_TIMESTAMP.
 *
 * Commands (message_kind 'C') are not events of the log, as for Emmett's own readers. Partitions are shown together: Emmett
 * writes only one. `message_schema_version` is left aside: Emmett writes the stream's expected version there.
 */
export const emmett: ForeignKind = {
  name: 'Emmett (SQLite)',
  table: 'emt_messages',
  anyTable: false,
  parts: {
    order: { by: 'column', column: 'global_position' },
    stream: { in: 'columns', columns: ['stream_id'] },
    version: { column: 'stream_position' },
    id: { column: 'message_id' },
    type: { column: 'message_type' },
    data: { column: 'message_data', encoding: 'json' },
    metadata: { column: 'message_metadata', encoding: 'json' },
    time: { column: 'created', timeUs: textTimeUs },
  },
  otherColumns: ['message_kind', 'is_archived', 'partition', 'message_schema_version'],
  rowsThatAreEvents: `message_kind = 'E'`,
  marks: [{ mark: 'archived', where: 'is_archived' }],
  firstVersion: 1,
  commitOrder: true,
  checkpoints: {
    table: 'emt_processors',
    columns: ['processor_id', 'partition', 'status', 'last_processed_checkpoint'],
    name: 'processor_id',
    position: 'last_processed_checkpoint',
    about: ['status', 'partition'],
  },
  sideTables: [
    { table: 'emt_projections', columns: ['name', 'version', 'kind', 'status'], anyTable: false, holds: 'projections' },
  ],
  notes: ['commands that Emmett keeps among its messages are not shown'],
  whyNoAppend: 'it is an Emmett store, and Epoch only reads those; append with the application that owns it',
}
