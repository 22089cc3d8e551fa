import { eventType, streamName } from '../../core/event.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'

const otherShapes = ['stream', 'streamId', 'specversion', 'eventType', 'data']

/** An event of Castore as its programs have it. Its stream is its aggregate; an aggregate's id does not say of which kind it is. */
export const castoreEventShape: EventShape = {
  name: 'Castore events',
  fits: ({ members }) =>
    members.has('aggregateId') &&
    members.has('version') &&
    members.has('type') &&
    members.has('timestamp') &&
    !otherShapes.some((name) => members.has(name)),
  decoder: () => (record) => {
    const reader = new RecordReader(record)
    const createdAtUs = reader.timeUs('timestamp')
    return {
      stream: reader.key('aggregateId', ['aggregateId'], streamName),
      type: reader.name('type', ['type'], eventType),
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: reader.timeText('timestamp'),
      schemaVersion: 1,
      data: reader.data('payload'),
      metadata: reader.metadata('metadata'),
    }
  },
}
