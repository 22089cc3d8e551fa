import { eventId, eventType } from '../../core/event.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'

const otherShapes = ['stream', 'streamId', 'stream_id', 'eventNumber', 'sequenceNumber']

/** An event as KurrentDB's HTTP API takes it for an append (`application/vnd.kurrent.events+json`). It does not say its stream. */
export const kurrentAppendShape: EventShape = {
  name: 'KurrentDB append',
  fits: ({ members }) =>
    members.has('eventId') && members.has('eventType') && !otherShapes.some((name) => members.has(name)),
  decoder:
    ({ stream }) =>
    (record) => {
      const reader = new RecordReader(record)
      if (stream === undefined)
        throw reader.fault('import-bad-event', 'an event for KurrentDB does not say its stream; name it with --stream')
      return {
        stream,
        type: reader.name('type', ['eventType'], eventType),
        id: reader.name('id', ['eventId'], eventId),
        timeText: '',
        schemaVersion: 1,
        data: reader.data('data'),
        metadata: reader.metadata('metadata'),
      }
    },
}
