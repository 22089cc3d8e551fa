import { eventType, streamName } from '../../core/event.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'
import { uuidv5 } from '../uuidv5.ts'
import { rowMetadata } from './row-metadata.ts'

/**
 * A row of the table that Castore keeps its events in on PostgreSQL. Its stream is `<aggregate_name>-<aggregate_id>`. The table's own ids only
 * count rows, so an event's id is made of what is unique in every such table: the aggregate and the version.
 */
export const castoreRowShape: EventShape = {
  name: 'Castore rows',
  fits: ({ members }) =>
    members.has('aggregate_name') && members.has('aggregate_id') && members.has('version') && members.has('type'),
  decoder: () => (record) => {
    const reader = new RecordReader(record)
    const aggregate = reader.name('aggregate_name', ['aggregate_name'], streamName)
    const aggregateId = reader.key('aggregate_id', ['aggregate_id'], streamName)
    const version = reader.key('version', ['version'], streamName)
    const createdAtUs = reader.timeUs('timestamp')
    return {
      stream: reader.key('aggregate_id', ['aggregate_id'], (id) => streamName(`${aggregate}-${id}`)),
      type: reader.name('type', ['type'], eventType),
      id: uuidv5('castore', aggregate, aggregateId, version),
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: reader.timeText('timestamp'),
      schemaVersion: 1,
      data: reader.data('data'),
      metadata: rowMetadata(reader, 'metadata'),
    }
  },
}
