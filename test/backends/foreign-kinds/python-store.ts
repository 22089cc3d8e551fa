import { addRows, makeStore, type Row } from './make-store.ts'

const columns =
  'originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB, PRIMARY KEY (originator_id, originator_version)'

/** How an application recorder's table is made; an aggregate recorder's is `WITHOUT ROWID`. */
export function recorderTable(name: string, { withoutRowId = false } = {}): string {
  return `CREATE TABLE IF NOT EXISTS ${name} (${columns})${withoutRowId ? ' WITHOUT ROWID' : ''}`
}

export const multiRowTracking = `CREATE TABLE IF NOT EXISTS tracking (
  application_name TEXT, notification_id INTEGER, PRIMARY KEY (application_name, notification_id)) WITHOUT ROWID`

export const singleRowTracking = `CREATE TABLE IF NOT EXISTS tracking (
  application_name TEXT, notification_id INTEGER, PRIMARY KEY (application_name)) WITHOUT ROWID`

/** A stored event as the library writes it: the id's hex digits, a topic, and the state's bytes. */
export const storedEvent: Row = {
  originator_id: '1c2b3a4f5e6d47889900aabbccddeeff',
  originator_version: 1n,
  topic: 'school.domain:Dog.Registered',
  state: Buffer.from('{"timestamp":{"_type_":"datetime_iso","_data_":"2024-05-01T12:00:00+00:00"},"name":"Fido"}'),
}

/** A store of an application recorder at rest. */
export function pythonStoreOf(rows: readonly Row[], { table = 'stored_events', withoutRowId = false } = {}): string {
  return makeStore([recorderTable(table, { withoutRowId })], (database) => addRows(database, table, storedEvent, rows))
}
