import type { ForeignKind } from '../foreign-kind.ts'
import { textTimeUs } from '../stored-time.ts'

/**
 * RailsEventStore's tables as its migrations since 2.0 make them. An event is in any number of streams, by links, which may or may not have
 * positions; so events are numbered in the stream of their first link. Payloads are what the application's serializer
 * made: YAML unless it chose JSON.
 */
export const railsEventStore: ForeignKind = {
  name: 'RailsEventStore (SQLite)',
  table: 'event_store_events',
  anyTable: false,
  parts: {
    order: { by: 'column', column: 'id' },
    stream: {
      in: 'links',
      table: 'event_store_events_in_streams',
      event: 'event_id',
      linkedEvent: 'event_id',
      stream: 'stream',
      order: 'id',
    },
    version: 'counted',
    id: { column: 'event_id' },
    type: { column: 'event_type' },
    data: { column: 'data', encoding: 'auto' },
    metadata: { column: 'metadata', encoding: 'auto' },
    time: { column: 'created_at', timeUs: textTimeUs },
  },
  otherColumns: ['valid_at'],
  otherTables: [
    { table: 'event_store_events_in_streams', columns: ['id', 'stream', 'position', 'event_id', 'created_at'] },
  ],
  firstVersion: 1,
  commitOrder: true,
  notes: ['an event stands in the stream of its first link', 'times are those of created_at; valid_at is told beside'],
  whyNoAppend: 'it is a RailsEventStore, and Epoch only reads those; append with the application that owns it',
}
