import { type ErrorRecord, isErrorCode } from '../../core/errors.ts'
import { type Event, eventId, eventType, position, streamName, streamVersion } from '../../core/event.ts'
import type { StoreCapabilities } from '../../core/event-store-backend.ts'
import type { JsonText, JsonValue } from '../../core/json.ts'
import type { EventDetail, EventMark, EventRow } from '../../core/log-index.ts'
import type { RecognisedStore } from '../../core/recognised-store.ts'
import { flag, list, members, oneOf, StrangeAnswer, text, texts, whole } from './answer-parts.ts'
import type {
  ForeignAnswer,
  KnownHead,
  OpenedFile,
  RecognisedKind,
  SchemaEntry,
  StreamPlace,
} from './foreign-contract.ts'

export interface EventsRead<Place> {
  readonly events: readonly Event[]
  readonly next?: Place
}

export function readAnswer(text: string): ForeignAnswer {
  const answer = members(JSON.parse(text), 'an answer')
  const id = whole(answer['id'], 'an id')
  switch (answer['kind']) {
    case 'beat':
      return { id, kind: 'beat' }
    case 'output':
      return { id, kind: 'output', output: answer['output'] }
    case 'error':
      return { id, kind: 'error', error: readError(answer['error']) }
    default:
      throw new StrangeAnswer('a kind')
  }
}

export function readOpened(output: unknown): OpenedFile {
  const opened = members(output, 'an opened file')
  return {
    identity: text(opened['identity'], 'an identity'),
    applicationId: whole(opened['applicationId'], 'an application id'),
    userVersion: whole(opened['userVersion'], 'a user version'),
    schema: list(opened['schema'], 'a schema').map(readSchemaEntry),
    nearest: text(opened['nearest'], 'a nearest kind'),
    ...(opened['kind'] !== undefined && { kind: readKind(opened['kind']) }),
  }
}

export function readKnownHead(output: unknown): KnownHead {
  const { head, event } = members(output, 'a head')
  return { head: whole(head, 'a head'), event: text(event, 'an event') }
}

export function readEventsPart<Place>(output: unknown, readPlace: (place: unknown) => Place): EventsRead<Place> {
  const part = members(output, 'events')
  return {
    events: list(part['events'], 'events').map(readEvent),
    ...(part['next'] !== undefined && { next: readPlace(part['next']) }),
  }
}

export function readPosition(place: unknown): number {
  return whole(place, 'a position')
}

export function readStreamPlace(place: unknown): StreamPlace {
  const { version, position } = members(place, 'a place')
  return { version: whole(version, 'a version'), position: whole(position, 'a position') }
}

export function readCount(output: unknown): number {
  return whole(members(output, 'a count')['events'], 'a count')
}

/** Rows without their number. */
export function readRows(output: unknown): Omit<EventRow, 'row'>[] {
  return list(members(output, 'rows')['rows'], 'rows').map(readRow)
}

export function readDetail(output: unknown): EventDetail | undefined {
  const { detail } = members(output, 'a detail')
  if (detail === undefined) return undefined
  const { event, mark, own } = members(detail, 'a detail')
  const marked = readMark(mark)
  const fields = list(own, 'own fields').map((field) => {
    const { name, value } = members(field, 'an own field')
    return { name: text(name, 'a name'), value: text(value, 'a value') }
  })
  return { ...readEvent(event), ...(marked !== undefined && { mark: marked }), own: fields }
}

function readRow(tuple: unknown): Omit<EventRow, 'row'> {
  const [at, stream, version, id, type, createdAtUs, preview, mark] = list(tuple, 'a row')
  const marked = readMark(mark)
  return {
    position: position(whole(at, 'a position')),
    stream: streamName(text(stream, 'a stream')),
    version: streamVersion(whole(version, 'a version')),
    id: eventId(text(id, 'an id')),
    type: eventType(text(type, 'a type')),
    createdAtUs: whole(createdAtUs, 'a time'),
    preview: text(preview, 'a preview'),
    ...(marked !== undefined && { mark: marked }),
  }
}

function readEvent(tuple: unknown): Event {
  const [at, stream, version, id, type, createdAtUs, data, metadata] = list(tuple, 'an event')
  return {
    position: position(whole(at, 'a position')),
    stream: streamName(text(stream, 'a stream')),
    version: streamVersion(whole(version, 'a version')),
    id: eventId(text(id, 'an id')),
    type: eventType(text(type, 'a type')),
    schemaVersion: 1,
    createdAtUs: whole(createdAtUs, 'a time'),
    data: text(data, 'data') as JsonText,
    metadata: text(metadata, 'metadata') as JsonText,
  }
}

function readMark(mark: unknown): EventMark | undefined {
  return mark === '' ? undefined : oneOf(mark, ['purged', 'archived', 'deleted'], 'a mark')
}

function readKind(output: unknown): RecognisedKind {
  const kind = members(output, 'a kind of store')
  return {
    recognised: readRecognised(kind['recognised']),
    capabilities: readCapabilities(kind['capabilities']),
    ...readKnownHead(kind),
  }
}

function readRecognised(output: unknown): RecognisedStore {
  const recognised = members(output, 'what was recognised')
  return {
    kind: text(recognised['kind'], 'a kind'),
    sureness: oneOf(recognised['sureness'], ['certain', 'likely', 'mapped'], 'a sureness'),
    reasons: texts(recognised['reasons'], 'reasons'),
    notes: texts(recognised['notes'], 'notes'),
  }
}

function readCapabilities(output: unknown): StoreCapabilities {
  const capabilities = members(output, 'capabilities')
  return {
    append: flag(capabilities['append'], 'whether it appends'),
    whyNoAppend: text(capabilities['whyNoAppend'], 'why it does not append'),
    firstVersion: oneOf(capabilities['firstVersion'], [0, 1], 'a first version'),
    commitOrder: flag(capabilities['commitOrder'], 'whether it has the order of commits'),
    globalOrder: flag(capabilities['globalOrder'], 'whether it has an order'),
    versionGaps: flag(capabilities['versionGaps'], 'whether versions have gaps'),
    time: flag(capabilities['time'], 'whether it knows times'),
  }
}

function readSchemaEntry(output: unknown): SchemaEntry {
  const entry = members(output, 'a schema entry')
  return { type: text(entry['type'], 'a type'), name: text(entry['name'], 'a name'), sql: text(entry['sql'], 'SQL') }
}

function readError(output: unknown): ErrorRecord {
  const error = members(output, 'an error')
  const code = text(error['code'], 'a code')
  if (!isErrorCode(code)) throw new StrangeAnswer('a code')
  const details: Record<string, JsonValue> = {}
  for (const [key, value] of Object.entries(members(error['details'], 'details')))
    if (typeof value === 'string' || typeof value === 'number') details[key] = value
  return { code, message: text(error['message'], 'a message'), details }
}
