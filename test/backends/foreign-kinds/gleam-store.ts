import { addRows, makeStore, type Row } from './make-store.ts'

const tables = [
  `CREATE TABLE IF NOT EXISTS event (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence bigint CHECK (sequence >= 0) NOT NULL,
    event_type text NOT NULL, event_version text NOT NULL, payload text NOT NULL, metadata text,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence))`,
  `CREATE TABLE IF NOT EXISTS snapshot (
    aggregate_type text NOT NULL, aggregate_id text NOT NULL, sequence bigint CHECK (sequence >= 0) NOT NULL,
    entity text NOT NULL, timestamp int NOT NULL, PRIMARY KEY (aggregate_type, aggregate_id))`,
]

const event: Row = {
  aggregate_type: 'bank',
  aggregate_id: '92085b42-032c-4d7a-84de-a86d67123858',
  sequence: 1n,
  event_type: 'BankAccountEvent',
  event_version: '1.0',
  payload: '{"event-type":"account-opened","account-id":"123"}',
  metadata: '[["user","ada"],["request","r-1"]]',
}

/** A store of Gleam's eventsourcing_sqlite at rest. */
export function gleamStoreOf(...rows: readonly Row[]): string {
  return makeStore(tables, (database) => addRows(database, 'event', event, rows))
}
