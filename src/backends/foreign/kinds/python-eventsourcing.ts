import type { ForeignKind } from '../foreign-kind.ts'

/**
 * What the recorders of the Python library eventsourcing make in SQLite, in releases 9.0 to 9.5. An application recorder's table has row
 * ids, which are its notification ids; an aggregate recorder's has none, and so no order over its aggregates. Applications
 * may name the tables. Versions count from 1.
 *
 * The state is what the application's transcoder made: JSON, unless it is compressed or encrypted. In `tracking` an application's
 * name stands in one row, or in one for each notification that was handled.
 */
export const pythonEventsourcing: ForeignKind = {
  name: 'Python eventsourcing (SQLite)',
  table: 'stored_events',
  anyTable: true,
  parts: {
    order: { by: 'rows', own: true },
    stream: { in: 'columns', columns: ['originator_id'] },
    version: { column: 'originator_version' },
    id: 'made',
    type: { column: 'topic' },
    data: { column: 'state', encoding: 'auto' },
    metadata: 'none',
    time: 'unknown',
  },
  otherColumns: [],
  firstVersion: 1,
  commitOrder: true,
  checkpoints: {
    table: 'tracking',
    columns: ['application_name', 'notification_id'],
    name: 'application_name',
    position: 'notification_id',
    about: [],
    rowsThatCount: `application_name <> '__migration__'`,
  },
  sideTables: [
    {
      table: 'stored_snapshots',
      columns: ['originator_id', 'originator_version', 'topic', 'state'],
      anyTable: false,
      holds: 'snapshots',
    },
  ],
  notes: [
    'times are inside the state',
    'what tracking holds are places in the log of the application that is named, which may be another store',
  ],
  whyNoAppend:
    'it is a store of the Python library eventsourcing, and Epoch only reads those; append with the application that owns it',
}
