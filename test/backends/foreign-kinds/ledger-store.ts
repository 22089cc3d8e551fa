import { addRows, makeStore, type Row } from './make-store.ts'

const uuidForm = `LIKE '________-____-4___-____-____________'`

const tables = [
  `CREATE TABLE ledger (
    entity TEXT NOT NULL, entity_key TEXT NOT NULL, event TEXT NOT NULL, data JSONB NOT NULL,
    append_key TEXT NOT NULL UNIQUE, previous_id TEXT UNIQUE CHECK (event_id ${uuidForm}),
    event_id TEXT NOT NULL UNIQUE CHECK (event_id ${uuidForm}), timestamp INTEGER NOT NULL,
    sequence INTEGER PRIMARY KEY AUTOINCREMENT)`,
  'CREATE INDEX entity_index ON ledger (entity, entity_key)',
  `CREATE TRIGGER no_delete_ledger BEFORE DELETE ON ledger BEGIN SELECT RAISE(FAIL, 'events stay in the ledger'); END`,
  'CREATE VIEW append_event AS SELECT entity, entity_key, event, data, append_key, previous_id FROM ledger',
  'CREATE VIEW replay_events AS SELECT entity, entity_key, event, data, event_id FROM ledger ORDER BY sequence',
]

const event: Row = {
  entity: 'game',
  entity_key: 'g-1',
  event: 'game-started',
  data: '{"players":2}',
  previous_id: null,
  timestamp: 1_714_564_800_123n,
}

/** A ledger of sql-event-store at rest. Each row must have an append_key and an event_id of its own. */
export function ledgerStoreOf(...rows: readonly Row[]): string {
  return makeStore(tables, (database) => addRows(database, 'ledger', event, rows))
}
