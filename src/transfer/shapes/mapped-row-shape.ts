import { type EventId, eventId, eventType, streamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import type { PayloadEncoding, StoreMapping } from '../../core/store-mapping.ts'
import { cellJson } from '../csv/cell-json.ts'
import type { EventShape, JsonRecord } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'

/** Rows as JSON objects whose columns a person said. */
export function mappedRowShape(mapping: StoreMapping): EventShape {
  const { columns, payload } = mapping
  const named = columnsOf(mapping)
  return {
    name: 'mapped rows',
    fits: ({ members }) => named.every((column) => members.has(column)),
    decoder: () => (record) => {
      const reader = new RecordReader(record)
      const time = columns.time === undefined ? [] : [columns.time]
      const createdAtUs = reader.timeUs(...time)
      const id = columns.id === undefined ? undefined : reader.optionalKey('id', [columns.id], eventId)
      const parts = columns.stream.map((column) => reader.key('stream', [column], (text) => text))
      const at = record.members.get(columns.stream[0] ?? '') ?? { from: 0, to: 0 }
      return {
        stream: reader.legal(at, parts.join('-'), streamName),
        type: reader.key('type', [columns.type], eventType),
        ...idOf(id),
        ...(createdAtUs !== undefined && { createdAtUs }),
        timeText: reader.timeText(...time),
        schemaVersion: 1,
        data: columns.data === '' ? unmapped(record, reader, named) : payloadOf(reader, columns.data, payload),
        metadata: columns.metadata === undefined ? ('{}' as JsonText) : metadataOf(reader, columns.metadata),
      }
    },
  }
}

/** All columns that a mapping names. */
export function columnsOf({ columns }: StoreMapping): readonly string[] {
  const { stream, ...others } = columns
  return [...stream, ...Object.values(others)].filter((column) => column !== '')
}

/** An object of the members that are mapped to nothing, in their very characters. */
function unmapped({ members }: JsonRecord, reader: RecordReader, named: readonly string[]): JsonText {
  const others = [...members].filter(([name]) => !named.includes(name))
  return `{${others.map(([name, range]) => `${JSON.stringify(name)}:${reader.raw(range)}`).join(',')}}` as JsonText
}

function idOf(id: EventId | undefined): { readonly id?: EventId } {
  return id === undefined ? {} : { id }
}

/** A string holds a payload that is written as `encoding` says; any other value is one itself. */
function payloadOf(reader: RecordReader, column: string, encoding: PayloadEncoding): JsonText {
  const range = reader.find(column)
  const text = range && reader.text(range)
  return text === undefined ? reader.data(column) : cellJson(text, encoding)
}

function metadataOf(reader: RecordReader, column: string): JsonText {
  const range = reader.find(column)
  const text = range && reader.text(range)
  if (range === undefined || text === undefined) return reader.metadata(column)
  const json = cellJson(text === '' ? '{}' : text, 'json')
  if (json.trimStart().startsWith('{')) return json
  throw reader.fault('import-bad-event', 'metadata must be a JSON object', range)
}
