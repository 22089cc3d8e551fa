import { addRow, addRows, makeStore, type Row } from './make-store.ts'

const tables = [
  `CREATE TABLE IF NOT EXISTS streams (
    id text NOT NULL UNIQUE, id_original text NOT NULL, id_internal integer NOT NULL PRIMARY KEY AUTOINCREMENT,
    version integer NOT NULL DEFAULT -1 CHECK (version >= -1), position integer NOT NULL DEFAULT -1,
    max_age integer NULL, max_count integer NULL)`,
  `CREATE TABLE IF NOT EXISTS messages (
    event_id CHAR(36) NOT NULL, stream_id_internal integer NOT NULL,
    stream_version integer NOT NULL CHECK (stream_version >= 0), [position] integer NOT NULL PRIMARY KEY,
    created_utc DATETIME NOT NULL, type CHAR(128) NOT NULL, json_data text NOT NULL, json_metadata text,
    FOREIGN KEY (stream_id_internal) REFERENCES streams (id_internal),
    UNIQUE (stream_id_internal, stream_version) UNIQUE (stream_id_internal, event_id))`,
]

const message: Row = {
  event_id: 'F47AC10B-58CC-4372-A567-0E02B2C3D479',
  stream_id_internal: 1n,
  stream_version: 0n,
  position: 0n,
  created_utc: '2024-05-01 12:00:00.1234567',
  type: 'CustomerRegistered',
  json_data: '{"name":"Ada"}',
  json_metadata: '{"causationId":"c-1"}',
}

/** An SqlStreamStore at rest: the streams are numbered from 1 in the order of the names. */
export function sqlStreamStoreOf(streams: readonly string[], rows: readonly Row[]): string {
  return makeStore(tables, (database) => {
    database.pragma('foreign_keys = OFF')
    for (const name of streams) addRow(database, 'streams', { id: `hash of ${name}`, id_original: name })
    addRows(database, 'messages', message, rows)
  })
}
