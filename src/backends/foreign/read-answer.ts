import { type ErrorRecord, isErrorCode } from '../../core/errors.ts'
import { type Event, eventId, eventType, position, streamName, streamVersion } from '../../core/event.ts'
import type { JsonText, JsonValue } from '../../core/json.ts'
import type { ForeignAnswer, OpenedFile, RecognisedKind, SchemaEntry, StreamPlace } from './foreign-contract.ts'

/** Nothing that the process says is taken on trust: a stranger's file may have taken it over. */
class StrangeAnswer extends Error {
  constructor(what: string) {
    super(`the process that reads a foreign store answered without ${what}`)
  }
}

type Members = Readonly<Record<string, unknown>>

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

export function readHead(output: unknown): number {
  return whole(members(output, 'a head')['head'], 'a head')
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

function readKind(output: unknown): RecognisedKind {
  const kind = members(output, 'a kind of store')
  return {
    name: text(kind['name'], 'a name'),
    recognisedBy: text(kind['recognisedBy'], 'a reason'),
    head: whole(kind['head'], 'a head'),
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

function members(value: unknown, what: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new StrangeAnswer(what)
  return { ...value }
}

function list(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new StrangeAnswer(what)
  return value
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new StrangeAnswer(what)
  return value
}

function whole(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new StrangeAnswer(what)
  return value
}
