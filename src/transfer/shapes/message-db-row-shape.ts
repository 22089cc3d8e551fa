import { eventId, eventType, streamName } from '../../core/event.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'
import { withoutText } from './json-in-text.ts'
import { rowMetadata } from './row-metadata.ts'

/** A row of message-db's `messages`, or of its functions, which give data and metadata as text. Times are UTC without saying so. */
export const messageDbRowShape: EventShape = {
  name: 'message-db rows',
  fits: ({ members }) =>
    members.has('stream_name') && members.has('global_position') && members.has('position') && members.has('type'),
  decoder: () => (record) => {
    const reader = new RecordReader(record)
    const createdAtUs = reader.timeUs('time')
    return {
      stream: reader.name('stream', ['stream_name'], streamName),
      type: reader.name('type', ['type'], eventType),
      id: reader.key('id', ['id'], eventId),
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: reader.timeText('time'),
      schemaVersion: 1,
      data: withoutText(reader.data('data')),
      metadata: rowMetadata(reader, 'metadata'),
    }
  },
}
