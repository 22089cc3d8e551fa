import { eventType, streamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import { jsonMembers } from '../../core/json-members.ts'
import type { EventShape, JsonRecord } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'

const reduxStream = streamName('redux')

/**
 * An action, or one with its time as the tools of Redux keep it (`PERFORM_ACTION`). It does not say a stream: without another it is in
 * `redux`. The action but for its type is the data, each member in its very characters.
 */
export const reduxActionShape: EventShape = {
  name: 'Redux DevTools',
  fits: () => true,
  decoder:
    ({ stream = reduxStream }) =>
    (record) => {
      const lifted = new RecordReader(record)
      const action = performed(record)
      const reader = new RecordReader(action)
      const createdAtUs = action === record ? undefined : lifted.timeUs('timestamp')
      return {
        stream,
        type: reader.name('type', ['type'], eventType),
        ...(createdAtUs !== undefined && { createdAtUs }),
        timeText: action === record ? '' : lifted.timeText('timestamp'),
        schemaVersion: 1,
        data: withoutType(action, reader),
        metadata: '{}' as JsonText,
      }
    },
}

/** The action that a record with a time holds, its places those of the record; else the record. */
function performed(record: JsonRecord): JsonRecord {
  const range = record.members.get('action')
  const members = range && record.members.has('timestamp') && jsonMembers(record.text.slice(range.from, range.to))
  if (!members) return record
  const shifted = [...members].map(
    ([name, { from, to }]) => [name, { from: from + range.from, to: to + range.from }] as const,
  )
  return { text: record.text, members: new Map(shifted) }
}

function withoutType({ members }: JsonRecord, reader: RecordReader): JsonText {
  const others = [...members].filter(([name]) => name !== 'type')
  return `{${others.map(([name, range]) => `${JSON.stringify(name)}:${reader.raw(range)}`).join(',')}}` as JsonText
}
