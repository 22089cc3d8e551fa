import { addRow, addRows, makeStore, type Row } from './make-store.ts'

const tables = [
  `CREATE TABLE "event_store_events" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "event_id" varchar(36) NOT NULL, "event_type" varchar NOT NULL,
    "metadata" blob, "data" blob NOT NULL, "created_at" datetime(6) NOT NULL, "valid_at" datetime(6))`,
  'CREATE UNIQUE INDEX "index_event_store_events_on_event_id" ON "event_store_events" ("event_id")',
  'CREATE INDEX "index_event_store_events_on_as_of" ON "event_store_events" (COALESCE(valid_at, created_at))',
  `CREATE TABLE "event_store_events_in_streams" (
    "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "stream" varchar NOT NULL, "position" integer,
    "event_id" varchar(36) NOT NULL, "created_at" datetime(6) NOT NULL)`,
  'CREATE UNIQUE INDEX "index_in_streams_on_stream_and_position" ON "event_store_events_in_streams" ("stream", "position")',
  'CREATE UNIQUE INDEX "index_in_streams_on_stream_and_event_id" ON "event_store_events_in_streams" ("stream", "event_id")',
  'CREATE INDEX "index_in_streams_on_event_id" ON "event_store_events_in_streams" ("event_id")',
]

const event: Row = {
  event_type: 'OrderPlaced',
  metadata: Buffer.from('---\n:correlation_id: 6a2a1c34\n'),
  data: Buffer.from('---\n:order_id: 7\n'),
  created_at: '2024-05-01 12:00:00.123456',
  valid_at: null,
}

export interface Link {
  readonly stream: string
  readonly event_id: string
  readonly position?: bigint | null
}

/** A RailsEventStore at rest. Each row must have an event_id of its own. */
export function railsStoreOf(rows: readonly Row[], links: readonly Link[]): string {
  return makeStore(tables, (database) => {
    addRows(database, 'event_store_events', event, rows)
    for (const link of links)
      addRow(database, 'event_store_events_in_streams', {
        position: null,
        created_at: '2024-05-01 12:00:00.123456',
        ...link,
      })
  })
}
