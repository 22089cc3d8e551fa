import { eventId, eventType, streamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'
import { bytesOfBytea, jsonOfBytes } from './json-of-bytes.ts'
import { rowMetadata } from './row-metadata.ts'

const links = { correlationId: 'correlation_id', causationId: 'causation_id', actorId: 'user_name' }

/** A row of Marten's `mt_events`. Archived and skipped events are taken like others; binary data is read from `bdata`. */
export const martenRowShape: EventShape = {
  name: 'Marten rows',
  fits: ({ members }) =>
    members.has('seq_id') && members.has('stream_id') && members.has('type') && members.has('data'),
  decoder: () => (record) => {
    const reader = new RecordReader(record)
    const createdAtUs = reader.timeUs('timestamp')
    return {
      stream: reader.key('stream', ['stream_id'], streamName),
      type: reader.name('type', ['type'], eventType),
      id: reader.key('id', ['id'], eventId),
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: reader.timeText('timestamp'),
      schemaVersion: 1,
      data: dataIn(reader),
      metadata: rowMetadata(reader, 'headers', links),
    }
  },
}

function dataIn(reader: RecordReader): JsonText {
  const binary = reader.find('bdata')
  if (binary === undefined) return reader.data('data')
  const bytes = bytesOfBytea(reader.text(binary) ?? '')
  if (bytes === undefined) throw reader.fault('import-bad-event', 'bdata must be \\x and hex digits', binary)
  return jsonOfBytes(bytes)
}
