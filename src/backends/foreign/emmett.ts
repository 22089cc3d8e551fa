import type { ForeignKind } from './foreign-kind.ts'
import { sqliteTimeUs } from './sqlite-time.ts'

/**
 * Emmett's SQLite store, as its releases 0.41 to 0.44 make it. Stream positions count from 1, `created` is SQLite's CURRENT_TIMESTAMP.
 *
 * Commands (message_kind 'C') and archived messages are not events of the log, as for Emmett's own readers. Partitions are shown
 * together: Emmett writes only one. `message_schema_version` is left aside: Emmett writes the stream's expected version there.
 */
export const emmett: ForeignKind = {
  name: 'Emmett (SQLite)',
  table: 'emt_messages',
  columns: {
    position: 'global_position',
    stream: 'stream_id',
    version: 'stream_position',
    id: 'message_id',
    type: 'message_type',
    data: 'message_data',
    metadata: 'message_metadata',
    createdAt: 'created',
  },
  otherColumns: ['message_kind', 'is_archived', 'partition', 'message_schema_version'],
  rowsThatAreEvents: `message_kind = 'E' AND NOT is_archived`,
  firstVersion: 1,
  commitOrder: true,
  timeUs: sqliteTimeUs,
  recognisedBy: 'it has the table emt_messages with the columns that Emmett gives it',
  whyNoAppend: 'it is an Emmett store, and Epoch only reads those; append with the application that owns it',
}
