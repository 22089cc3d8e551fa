import type { ForeignKind } from '../foreign-kind.ts'
import { textTimeUs } from '../stored-time.ts'
import { newestGeneration } from './newest-generation.ts'

/**
 * An event sequence of Cratis Chronicle's SQL storage, in SQLite: each has a table of its own, named like the sequence. Sequence numbers
 * count from 0, there are no versions, `Occurred` is a .NET DateTimeOffset as text. An observer that has handled nothing is at -1.
 */
export const chronicle: ForeignKind = {
  name: 'Cratis Chronicle (SQLite)',
  table: 'event-log',
  anyTable: true,
  parts: {
    order: { by: 'column', column: 'SequenceNumber', from: 0 },
    stream: { in: 'columns', columns: ['EventSourceType', 'EventSourceId'] },
    version: 'counted',
    id: 'made',
    type: { column: 'Type' },
    data: { column: 'Content', encoding: 'json', read: newestGeneration },
    metadata: {
      members: [
        { name: 'correlationId', column: 'CorrelationId', as: 'text' },
        { name: 'causation', column: 'Causation', as: 'json' },
        { name: 'causedBy', column: 'CausedBy', as: 'json' },
      ],
    },
    time: { column: 'Occurred', timeUs: textTimeUs },
  },
  otherColumns: ['EventStreamType', 'EventStreamId', 'Compensations'],
  marks: [{ mark: 'deleted', where: `"Type" = 'EventRedacted'` }],
  firstVersion: 1,
  commitOrder: true,
  checkpoints: {
    table: 'Observers',
    columns: ['Id', 'LastHandledEventSequenceNumber', 'RunningState'],
    name: 'Id',
    position: 'LastHandledEventSequenceNumber',
    about: ['RunningState'],
  },
  notes: [
    'of content in several generations the newest is shown',
    'observers of another sequence have their places in that one',
  ],
  whyNoAppend:
    'it is a store of Cratis Chronicle, and Epoch only reads those; append with the application that owns it',
}
