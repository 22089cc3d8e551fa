import type { EpochError } from '../../core/errors.ts'
import { eventId, eventType, streamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import type { DecodedEvent, EventShape, JsonRecord } from '../event-shape.ts'
import { RecordReader, shown } from '../record-reader.ts'
import { jsonInText } from './json-in-text.ts'

const atomParts = ['title', 'id', 'updated', 'links']

/**
 * An entry of an Atom feed of KurrentDB or EventStoreDB, read with `?embed=body`. An entry that a link was resolved to is the event
 * itself, in its own stream; a link that was not resolved has nothing to import. Streams, types and metadata whose names begin with `$`
 * are the database's own and are kept as they are.
 */
export const kurrentEntryShape: EventShape = {
  name: 'KurrentDB feed entries',
  fits: ({ members }) =>
    (members.has('eventType') && members.has('eventNumber') && members.has('streamId')) ||
    (atomParts.every((name) => members.has(name)) && !members.has('type')),
  decoder: () => (record) => decodedEntry(record),
}

function decodedEntry(record: JsonRecord): DecodedEvent {
  const reader = new RecordReader(record)
  const isJson = reader.flag('isJson')
  // What is not JSON has no data in a feed, however it is read.
  if (!record.members.has('eventType') || !(record.members.has('data') || isJson === false))
    throw reader.fault('import-bad-event', 'the entry has not its event; read the feed with ?embed=body')
  const data = reader.data('data')
  const type = reader.name('type', ['eventType'], eventType)
  if (type === '$>') throw unresolved(reader, data)
  const createdAtUs = reader.timeUs('updated')
  return {
    stream: reader.name('stream', ['streamId'], streamName),
    type,
    id: reader.name('id', ['eventId'], eventId),
    ...(createdAtUs !== undefined && { createdAtUs }),
    timeText: reader.timeText('updated'),
    schemaVersion: 1,
    data: isJson === false ? data : (jsonInText(data) ?? data),
    metadata: metadataIn(reader),
  }
}

function unresolved(reader: RecordReader, data: JsonText): EpochError {
  const message = `a link to the event ${shown(data)} stands here without it; read the feed with its links resolved`
  return reader.fault('import-unresolved-link', message)
}

function metadataIn(reader: RecordReader): JsonText {
  const range = reader.find('metaData', 'metadata')
  const raw = range && reader.raw(range)
  if (raw === undefined || raw === '""') return '{}' as JsonText
  const json = jsonInText(raw) ?? raw
  if (/^\s*\{/.test(json)) return json.trim() as JsonText
  throw reader.fault('import-bad-event', 'metaData must be a JSON object', range)
}
