import type { EpochError } from '../../core/errors.ts'
import { type EventId, eventId, eventType, type StreamName, streamName } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'
import { checkJson } from '../../core/json-check.ts'
import type { DecodedEvent, EventShape, JsonRecord } from '../event-shape.ts'
import { RecordReader } from '../record-reader.ts'
import { uuidv5 } from '../uuidv5.ts'
import { bytesOfBase64, jsonOfBytes } from './json-of-bytes.ts'

/** Members that become parts of the event; all others are kept in its metadata. */
const ownParts = new Set(['data', 'data_base64', 'subject', 'time', 'type'])

/**
 * An event of the CloudEvents 1.0 JSON format, in structured mode. It is the same event only where source and id are the same, so its id is
 * made of both; its stream is its subject or, without one, its source. What else it has is kept in metadata under `ce`. The extension
 * attributes `epochstream`, `epochid`, `epochschemaversion` and `epochmetadata` (the metadata's JSON as text), which Epoch
 * writes, come first.
 */
export const cloudEventShape: EventShape = {
  name: 'CloudEvents 1.0',
  fits: ({ members }) =>
    members.has('specversion') ||
    (members.has('source') && members.has('type') && members.has('id') && !hasStream(members)),
  decoder: () => (record) => new CloudEvent(record).decode(),
}

function hasStream(members: JsonRecord['members']): boolean {
  return ['stream', 'streamId', 'stream_id'].some((name) => members.has(name))
}

class CloudEvent {
  readonly #record: JsonRecord
  readonly #reader: RecordReader

  constructor(record: JsonRecord) {
    this.#record = record
    this.#reader = new RecordReader(record)
  }

  decode(): DecodedEvent {
    const version = this.#required('specversion')
    if (version !== '1.0') throw this.#wrong('specversion', 'must be "1.0", the version that Epoch reads')
    const source = this.#required('source')
    const id = this.#id(source, this.#required('id'))
    this.#required('type')
    const createdAtUs = this.#reader.timeUs('time')
    return {
      stream: this.#stream(),
      type: this.#reader.name('type', ['type'], eventType),
      id,
      ...(createdAtUs !== undefined && { createdAtUs }),
      timeText: this.#reader.timeText('time'),
      schemaVersion: this.#reader.schemaVersion('epochschemaversion'),
      data: this.#data(),
      metadata: this.#metadata(),
    }
  }

  #id(source: string, id: string): EventId {
    const own = this.#reader.optionalKey('epochid', ['epochid'], eventId)
    if (own !== undefined) return own
    for (const [attribute, text] of Object.entries({ source, id }))
      if (text.includes('\0')) throw this.#wrong(attribute, 'has a zero character')
    return uuidv5('cloudevents', source, id)
  }

  #stream(): StreamName {
    return this.#reader.name('stream', ['epochstream', 'subject', 'source'], streamName)
  }

  #data(): JsonText {
    const range = this.#reader.find('data_base64')
    if (range === undefined) return this.#reader.data('data')
    if (this.#record.members.has('data'))
      throw this.#wrong('data_base64', 'stands beside data; an event has one of them')
    const bytes = bytesOfBase64(this.#reader.text(range) ?? '\0')
    if (bytes === undefined) throw this.#wrong('data_base64', 'is not base64')
    return jsonOfBytes(bytes)
  }

  #metadata(): JsonText {
    const range = this.#reader.find('epochmetadata')
    if (range === undefined) return this.#originals()
    const text = this.#reader.text(range)
    if (text === '') return '{}' as JsonText
    if (text === undefined || !text.startsWith('{') || checkJson(text))
      throw this.#wrong('epochmetadata', 'must be a JSON object, written as text')
    return text as JsonText
  }

  #originals(): JsonText {
    const kept = [...this.#record.members].filter(([name]) => !ownParts.has(name))
    const members = kept.map(([name, range]) => `${JSON.stringify(name)}:${this.#reader.raw(range)}`)
    const correlation = this.#reader.find('correlationid')
    const links = correlation === undefined ? '' : `,"correlationId":${this.#reader.raw(correlation)}`
    return `{"ce":{${members.join(',')}}${links}}` as JsonText
  }

  /** The text of an attribute that every event has. */
  #required(attribute: string): string {
    const range = this.#reader.find(attribute)
    if (range === undefined) throw this.#wrong(attribute, 'is missing')
    const text = this.#reader.text(range)
    if (text === undefined) throw this.#wrong(attribute, 'must be text')
    if (text === '') throw this.#wrong(attribute, 'is empty')
    return text
  }

  #wrong(attribute: string, what: string): EpochError {
    const message = `the CloudEvents attribute ${attribute} ${what}`
    return this.#reader.fault('import-bad-event', message, this.#record.members.get(attribute), { attribute })
  }
}
