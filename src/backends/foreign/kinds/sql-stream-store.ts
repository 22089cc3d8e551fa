import type { ForeignKind } from '../foreign-kind.ts'
import { textTimeUs } from '../stored-time.ts'

/**
 * SqlStreamStore's SQLite tables. A message names its stream by a number, whose name is in another table. Positions and versions
 * count from 0, `created_utc` is a .NET DateTime as text, with up to seven digits of a second.
 */
export const sqlStreamStore: ForeignKind = {
  name: 'SqlStreamStore (SQLite)',
  table: 'messages',
  anyTable: false,
  parts: {
    order: { by: 'column', column: 'position', from: 0 },
    stream: {
      in: 'elsewhere',
      column: 'stream_id_internal',
      table: 'streams',
      key: 'id_internal',
      name: 'id_original',
    },
    version: { column: 'stream_version' },
    id: { column: 'event_id' },
    type: { column: 'type' },
    data: { column: 'json_data', encoding: 'json' },
    metadata: { column: 'json_metadata', encoding: 'json' },
    time: { column: 'created_utc', timeUs: textTimeUs },
  },
  otherColumns: [],
  otherTables: [{ table: 'streams', columns: ['id', 'id_original', 'id_internal', 'version', 'position'] }],
  firstVersion: 0,
  commitOrder: true,
  notes: ['streams that begin with $ are its own: metadata of streams, and what was deleted'],
  whyNoAppend: 'it is an SqlStreamStore, and Epoch only reads those; append with the application that owns it',
}
