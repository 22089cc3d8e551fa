import type Database from 'better-sqlite3'
import { addRows, makeStore, type Row } from './make-store.ts'

/** The table of events of cqrs-es in SQLite, under a name. */
export function cqrsEsEvents(name: string): string {
  return `CREATE TABLE ${name} (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence integer NOT NULL CHECK (sequence >= 0),
    event_type text NOT NULL, event_version text NOT NULL, payload text NOT NULL, metadata text NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence)) STRICT`
}

const otherTables = [
  `CREATE TABLE snapshots (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, last_sequence integer NOT NULL CHECK (last_sequence >= 0),
    current_snapshot integer NOT NULL CHECK (current_snapshot >= 0), payload text NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, last_sequence)) STRICT`,
  `CREATE TABLE account_query (
    view_id text NOT NULL, version integer NOT NULL CHECK (version >= 0), payload text NOT NULL, PRIMARY KEY (view_id)) STRICT`,
]

const event: Row = {
  aggregate_type: 'account',
  aggregate_id: 'A-1',
  sequence: 1n,
  event_type: 'AccountOpened',
  event_version: '1.0',
  payload: '{"AccountOpened":{"account_id":"A-1"}}',
  metadata: '{"time":"2024-05-01T12:00:00Z"}',
}

export function addCqrsEsEvents(database: Database.Database, table: string, rows: readonly Row[]): void {
  addRows(database, table, event, rows)
}

/** A store of cqrs-es at rest. */
export function cqrsEsStoreOf(rows: readonly Row[], { table = 'events' } = {}): string {
  return makeStore([cqrsEsEvents(table), ...otherTables], (database) => addCqrsEsEvents(database, table, rows))
}
