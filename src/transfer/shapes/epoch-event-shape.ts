import { eventId, eventType, streamName } from '../../core/event.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'

/** The names that a member goes by; the first that a record has counts. */
const names = {
  id: ['id', 'eventId', 'event_id'],
  stream: ['stream', 'streamId', 'stream_id'],
  type: ['type', 'eventType', 'event_type'],
  time: ['createdAt', 'created_at', 'time', 'timestamp'],
  schemaVersion: ['schemaVersion', 'schema_version'],
} as const

const telling = [...names.stream, ...names.type]

/**
 * An event as Epoch writes it, and as most programs would: its members under any of their usual names. Data and metadata are the very
 * characters of the record. It takes whatever names a stream or a type, so it comes last.
 */
export const epochEventShape: EventShape = {
  name: 'events',
  fits: ({ members }) => telling.some((name) => members.has(name)),
  decoder:
    ({ stream }) =>
    (record) => {
      const reader = new RecordReader(record)
      const id = reader.optionalKey('id', names.id, eventId)
      const createdAtUs = reader.timeUs(...names.time)
      return {
        stream: (reader.find(...names.stream) ? undefined : stream) ?? reader.name('stream', names.stream, streamName),
        type: reader.name('type', names.type, eventType),
        ...(id !== undefined && { id }),
        ...(createdAtUs !== undefined && { createdAtUs }),
        timeText: reader.timeText(...names.time),
        schemaVersion: reader.schemaVersion(...names.schemaVersion),
        data: reader.data('data'),
        metadata: reader.metadata('metadata'),
      }
    },
}
