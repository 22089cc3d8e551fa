import { EpochError, InvalidEvent } from './errors.ts'
import {
  type Event,
  type EventId,
  type EventType,
  eventId,
  eventType,
  MAX_EVENT_BYTES,
  type NewEvent,
  type StreamName,
  streamName,
  utf8Length,
} from './event.ts'
import type { JsonObject, JsonText, JsonValue } from './json.ts'
import { checkJson } from './json-check.ts'
import { linksOf } from './metadata.ts'
import { uuidv7 } from './uuid.ts'

interface Parts {
  readonly stream?: StreamName
  readonly type?: EventType
  readonly id?: EventId
  readonly schemaVersion?: number
  readonly createdAtUs?: number
  readonly data?: JsonText
  readonly metadata?: JsonText
  readonly links?: JsonObject
}

/**
 * Makes a {@link NewEvent}, one step per member. Every step gives a new builder, so that one builder can be the
 * template of many events. Stream and type are needed; an id (UUIDv7) and the time are made when missing, data is
 * `null` and the schema version 1.
 *
 * @example
 * new EventBuilder().stream('order-17').type('OrderPlaced').data({ cents: 1250 }).causedBy(cartSubmitted).build()
 */
export class EventBuilder {
  readonly #parts: Parts

  constructor(parts: Parts = {}) {
    this.#parts = parts
  }

  /** @throws BadName */
  stream(name: string): EventBuilder {
    return this.#with({ stream: streamName(name) })
  }

  /** @throws BadName */
  type(name: string): EventBuilder {
    return this.#with({ type: eventType(name) })
  }

  /** @throws BadName */
  id(id: string): EventBuilder {
    return this.#with({ id: eventId(id) })
  }

  /** Which shape of the type's data this is, from 1. @throws InvalidEvent */
  schemaVersion(version: number): EventBuilder {
    if (!Number.isSafeInteger(version) || version < 1)
      throw new InvalidEvent('schema version', `is ${version}; it must be a whole number from 1`)
    return this.#with({ schemaVersion: version })
  }

  /** When it happened, to the millisecond; {@link createdAtUs} is exact. @throws InvalidEvent */
  createdAt(time: Date): EventBuilder {
    return this.createdAtUs(time.getTime() * 1000)
  }

  /** When it happened, in whole microseconds since 1970. @throws InvalidEvent */
  createdAtUs(microseconds: number): EventBuilder {
    if (!Number.isSafeInteger(microseconds))
      throw new InvalidEvent(
        'time',
        `is ${microseconds}; it must be whole microseconds since 1970, before the year 2255`,
      )
    return this.#with({ createdAtUs: microseconds })
  }

  /** Data as a value; numbers beyond 2^53 need {@link dataText}. @throws InvalidEvent if it has no JSON text */
  data(value: JsonValue): EventBuilder {
    return this.dataText(textOf('data', value))
  }

  /** Data as JSON text, kept to the byte. @throws InvalidEvent if it is not JSON */
  dataText(json: string): EventBuilder {
    return this.#with({ data: jsonText('data', json) })
  }

  /** Metadata as a value. Links set by their own steps are added to it, and win. @throws InvalidEvent if it has no JSON text */
  metadata(value: JsonObject): EventBuilder {
    return this.metadataText(textOf('metadata', value))
  }

  /** Metadata as JSON text of an object. Kept to the byte unless a link is set by its own step. @throws InvalidEvent */
  metadataText(json: string): EventBuilder {
    const text = jsonText('metadata', json)
    if (!/^[ \t\n\r]*\{/.test(text)) throw new InvalidEvent('metadata', 'must be a JSON object')
    return this.#with({ metadata: text })
  }

  /** Caused by `event`, and part of the same work: its correlation, or where it has none its id. */
  causedBy(event: Pick<Event, 'id' | 'metadata'>): EventBuilder {
    return this.causationId(event.id).correlationId(linksOf(event.metadata).correlationId ?? event.id)
  }

  causationId(id: string): EventBuilder {
    return this.#link({ causationId: id })
  }

  correlationId(id: string): EventBuilder {
    return this.#link({ correlationId: id })
  }

  actorId(id: string): EventBuilder {
    return this.#link({ actorId: id })
  }

  /** @throws InvalidEvent when stream or type is missing; EpochError `event-too-large` past {@link MAX_EVENT_BYTES} */
  build(): NewEvent {
    const { stream, type, id, schemaVersion, createdAtUs, data, links } = this.#parts
    if (stream === undefined) throw new InvalidEvent('stream', 'is missing; say .stream(name)')
    if (type === undefined) throw new InvalidEvent('type', 'is missing; say .type(name)')
    const now = Date.now()
    const event: NewEvent = {
      stream,
      type,
      id: id ?? eventId(uuidv7(now)),
      schemaVersion: schemaVersion ?? 1,
      createdAtUs: createdAtUs ?? now * 1000,
      data: data ?? ('null' as JsonText),
      metadata: linked(this.#parts.metadata, links),
    }
    checkEventSize(event)
    return event
  }

  #with(parts: Parts): EventBuilder {
    return new EventBuilder({ ...this.#parts, ...parts })
  }

  #link(link: JsonObject): EventBuilder {
    return this.#with({ links: { ...this.#parts.links, ...link } })
  }
}

/** @throws EpochError `event-too-large` */
export function checkEventSize({ id, data, metadata }: Pick<NewEvent, 'id' | 'data' | 'metadata'>): void {
  if ((data.length + metadata.length) * 3 <= MAX_EVENT_BYTES) return
  const bytes = utf8Length(data) + utf8Length(metadata)
  if (bytes > MAX_EVENT_BYTES)
    throw new EpochError('event-too-large', `event ${id} has ${bytes} bytes; the most is ${MAX_EVENT_BYTES}`, {
      id,
      bytes,
      limit: MAX_EVENT_BYTES,
    })
}

/** JSON.stringify recurses, and is given by callers without types what has no text: functions, BigInts, rings. */
function textOf(member: string, value: JsonValue): string {
  try {
    const text: string | undefined = JSON.stringify(value)
    if (text !== undefined) return text
  } catch (cause) {
    if (!(cause instanceof TypeError) && !(cause instanceof RangeError)) throw cause
    throw new InvalidEvent(member, `has no JSON text: ${cause.message}`, { cause })
  }
  throw new InvalidEvent(member, 'has no JSON text')
}

function jsonText(member: string, json: string): JsonText {
  const fault = checkJson(json)
  if (fault) throw new InvalidEvent(member, `is not JSON: ${fault.message} at character ${fault.at + 1}`)
  return json as JsonText
}

/** Adds the links as the object's last members, so that the rest of its text stays as it was written. */
function linked(metadata: JsonText | undefined, links: JsonObject | undefined): JsonText {
  const text = metadata ?? ('{}' as JsonText)
  if (links === undefined) return text
  const open = text.slice(0, text.lastIndexOf('}')).trimEnd()
  const members = JSON.stringify(links).slice(1, -1)
  return `${open}${open.endsWith('{') ? '' : ','}${members}}` as JsonText
}
