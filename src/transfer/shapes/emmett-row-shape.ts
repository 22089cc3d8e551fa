import { eventId, eventType, streamName } from '../../core/event.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'
import { withoutText } from './json-in-text.ts'
import { rowMetadata } from './row-metadata.ts'

/**
 * A row of Emmett's `emt_messages`, of PostgreSQL or SQLite. Commands (message_kind "C") are not events and are passed over; archived
 * messages are taken like others. `message_schema_version` is left aside: Emmett writes the stream's expected version there.
 */
export const emmettRowShape: EventShape = {
  name: 'Emmett rows',
  fits: ({ members }) =>
    members.has('message_kind') &&
    members.has('message_type') &&
    members.has('message_data') &&
    members.has('stream_id'),
  decoder: () => (record) => {
    const reader = new RecordReader(record)
    if (reader.name('kind', ['message_kind'], (kind) => kind) === 'C') return undefined
    const id = reader.optionalKey('id', ['message_id'], eventId)
    const createdAtUs = reader.timeUs('created')
    return {
      stream: reader.key('stream', ['stream_id'], streamName),
      type: reader.name('type', ['message_type'], eventType),
      ...(id !== undefined && { id }),
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: reader.timeText('created'),
      schemaVersion: 1,
      // SQLite has JSON as text; a string of PostgreSQL's is one.
      data: record.members.has('transaction_id')
        ? reader.data('message_data')
        : withoutText(reader.data('message_data')),
      metadata: rowMetadata(reader, 'message_metadata'),
    }
  },
}
