import type { ForeignKind } from '../foreign-kind.ts'
import { millisecondTimeUs } from '../stored-time.ts'

/**
 * The `ledger` of sql-event-store's SQLite schema. Events have no versions: each names the one before it in its entity, and they are in that
 * order in the ledger as well, which its triggers see to.
 */
export const sqlEventStore: ForeignKind = {
  name: 'sql-event-store (SQLite)',
  table: 'ledger',
  anyTable: false,
  parts: {
    order: { by: 'column', column: 'sequence' },
    stream: { in: 'columns', columns: ['entity', 'entity_key'] },
    version: 'counted',
    id: { column: 'event_id' },
    type: { column: 'event' },
    data: { column: 'data', encoding: 'json' },
    metadata: 'none',
    time: { column: 'timestamp', timeUs: millisecondTimeUs },
  },
  otherColumns: ['append_key', 'previous_id'],
  firstVersion: 1,
  commitOrder: true,
  whyNoAppend: 'it is an sql-event-store, and Epoch only reads those; append through its append_event view',
}
