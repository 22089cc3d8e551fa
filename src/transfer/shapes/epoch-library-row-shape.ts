import { eventId, eventType, streamName } from '../../core/event.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'
import { rowMetadata } from './row-metadata.ts'

const links = {
  correlationId: 'correlation_id',
  causationId: 'causation_id',
  actorId: 'actor_id',
  purgerId: 'purger_id',
  purgedAt: 'purged_at',
}

/**
 * A row of the `epoch_events` of the epoch library (PostgreSQL), or of the `events` of its first releases. A purged event has null as its data,
 * and says in its metadata who purged it and when.
 */
export const epochLibraryRowShape: EventShape = {
  name: 'epoch_events rows',
  fits: ({ members }) => members.has('stream_id') && members.has('stream_version') && members.has('event_type'),
  decoder: () => (record) => {
    const reader = new RecordReader(record)
    const createdAtUs = reader.timeUs('created_at')
    return {
      stream: reader.key('stream', ['stream_id'], streamName),
      type: reader.name('type', ['event_type'], eventType),
      id: reader.key('id', ['id'], eventId),
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: reader.timeText('created_at'),
      schemaVersion: reader.schemaVersion('schema_version'),
      data: reader.data('data'),
      metadata: rowMetadata(reader, 'metadata', links),
    }
  },
}
