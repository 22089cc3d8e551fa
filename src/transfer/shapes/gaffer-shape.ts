import { eventType, streamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import type { EventShape } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'
import { jsonInText, withoutText } from './json-in-text.ts'

const allMembers = new Set(['eventType', 'streamId', 'sequenceNumber', 'isJson', 'data', 'metadata'])

/** An event of a Gaffer fixture: `data` is often JSON written as text. It has no id and no time. */
export const gafferShape: EventShape = {
  name: 'Gaffer fixture',
  fits: ({ members }) =>
    members.has('eventType') &&
    members.has('streamId') &&
    members.has('data') &&
    [...members.keys()].every((name) => allMembers.has(name)),
  decoder: () => (record) => {
    const reader = new RecordReader(record)
    return {
      stream: reader.name('stream', ['streamId'], streamName),
      type: reader.name('type', ['eventType'], eventType),
      timeText: '',
      schemaVersion: 1,
      data: dataIn(reader),
      metadata: metadataIn(reader),
    }
  },
}

/** Text that is said to be JSON is that JSON; where nothing is said, only an object or an array is. */
function dataIn(reader: RecordReader): JsonText {
  const data = reader.data('data')
  const isJson = reader.flag('isJson')
  if (isJson === false) return data
  return isJson ? (jsonInText(data) ?? data) : withoutText(data)
}

function metadataIn(reader: RecordReader): JsonText {
  const range = reader.find('metadata')
  const json = range && jsonInText(reader.raw(range))
  return json?.startsWith('{') ? json : reader.metadata('metadata')
}
