import { BadName } from './errors.ts'
import type { JsonText } from './json.ts'

/** Name of one stream: 1–512 bytes of UTF-8, no control characters, no lone surrogates. Made by {@link streamName}. */
export type StreamName = string & { readonly brand: 'StreamName' }

/** Name of a kind of event; the same rules as a {@link StreamName}. Made by {@link eventType}. */
export type EventType = string & { readonly brand: 'EventType' }

/** What makes an event the same event wherever it goes: text of 1–512 bytes. Made by {@link eventId}. */
export type EventId = string & { readonly brand: 'EventId' }

/**
 * An event's place in its store's order: a safe integer from 1, ordered and sparse. Compare positions, never add to
 * them; counts come from the store. {@link START} is before the first event.
 */
export type Position = number & { readonly brand: 'Position' }

/** An event's place in its stream, from 1. 0 is a stream without events. */
export type StreamVersion = number & { readonly brand: 'StreamVersion' }

/** Before the first event of a store: what `after` is for a reader that has seen nothing. */
export const START = 0 as Position

/** The version of a stream that has no events. */
export const NO_EVENTS = 0 as StreamVersion

/** A fact that a store has committed. */
export interface Event {
  readonly position: Position
  readonly stream: StreamName
  readonly version: StreamVersion
  readonly id: EventId
  readonly type: EventType
  /** Which shape of this type's data it is, from 1. */
  readonly schemaVersion: number
  /** When it happened: whole microseconds since 1970, UTC, exact up to the year 2255. */
  readonly createdAtUs: number
  /** Exactly the text that was stored; parse it where it is shown or folded. */
  readonly data: JsonText
  /** Exactly the text that was stored: a JSON object, or '' where the store has none. */
  readonly metadata: JsonText
}

/** An event on its way into a store; `EventBuilder` is the way to make one. */
export type NewEvent = Omit<Event, 'position' | 'version'>

export const MAX_NAME_BYTES = 512

/** Most bytes of UTF-8 that an event's data and metadata may have together. */
export const MAX_EVENT_BYTES = 16 * 1024 * 1024

/** @throws BadName */
export function streamName(text: string): StreamName {
  return legalName('stream name', text) as StreamName
}

/** @throws BadName */
export function eventType(text: string): EventType {
  return legalName('event type', text) as EventType
}

/** A UUID in any case becomes lower case; other text stays as it is. @throws BadName */
export function eventId(text: string): EventId {
  return legalName('event id', canonicalId(text)) as EventId
}

/** @throws RangeError for anything but a safe integer from 0: a position never comes from a person unchecked. */
export function position(value: number): Position {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a position`)
  return value as Position
}

/** @throws RangeError for anything but a safe integer from 0. */
export function streamVersion(value: number): StreamVersion {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not a stream version`)
  return value as StreamVersion
}

/**
 * The part of a stream's name before its first `-`, as in `order` of `order-17`; a name without one is its own
 * category.
 */
export function categoryOf(stream: StreamName): string {
  const dash = stream.indexOf('-')
  return dash <= 0 ? stream : stream.slice(0, dash)
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/** Whether it is a UUID as stores keep it, in lower case. */
export function isCanonicalUuid(text: string): boolean {
  return canonicalUuid.test(text)
}

const hasCapital = /[A-F]/

/** A UUID in lower case, any other id as it is: two texts name the same event where this is the same. */
export function canonicalId(id: string): string {
  return hasCapital.test(id) && isUuid(id) ? id.toLowerCase() : id
}

/** Names as most are: these take as many bytes as characters and have nothing that no name may have. */
const plainName = /^[ -~]{1,512}$/

function legalName(what: string, text: string): string {
  if (plainName.test(text)) return text
  if (text === '') throw new BadName(what, text, 'it is empty')
  if (hasControlCharacter(text)) throw new BadName(what, text, 'it has a control character')
  if (!text.isWellFormed()) throw new BadName(what, text, 'it has half a surrogate pair')
  if (utf8Length(text) > MAX_NAME_BYTES) throw new BadName(what, text, `it has more than ${MAX_NAME_BYTES} bytes`)
  return text
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true
  }
  return false
}

/** How many bytes of UTF-8 a text takes; half a surrogate pair counts as the three bytes of its replacement. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    if (code < 0x800) bytes += 1
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2
      i++
    } else bytes += 2
  }
  return bytes
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}
