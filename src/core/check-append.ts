import { BadName, EpochError, IdConflict, InvalidEvent } from './errors.ts'
import {
  type EventId,
  eventId,
  eventType,
  isCanonicalUuid,
  type NewEvent,
  type StreamName,
  streamName,
} from './event.ts'
import { checkEventSize } from './event-builder.ts'

/**
 * What every store demands of an append before it looks at what it holds.
 *
 * @throws BadName, InvalidEvent (no events, one of another stream, text that UTF-8 cannot hold), IdConflict (an id twice),
 * EpochError `event-too-large`
 */
export function checkAppend(stream: StreamName, events: readonly NewEvent[]): void {
  if (events.length === 0) throw new EpochError('invalid-event', `an append to ${stream} has no events`, { stream })
  streamName(stream)
  const ids = new Set<EventId>()
  for (const event of events) {
    if (event.stream !== stream) throw new InvalidEvent('stream', `is ${event.stream}, and the append is to ${stream}`)
    if (ids.has(event.id)) throw new IdConflict(event.id)
    ids.add(event.id)
    checkInStream(event)
  }
}

/** @throws BadName, InvalidEvent, EpochError `event-too-large` */
export function checkNewEvent(event: NewEvent): void {
  streamName(event.stream)
  checkInStream(event)
}

function checkInStream(event: NewEvent): void {
  eventType(event.type)
  if (!isCanonicalUuid(event.id) && eventId(event.id) !== event.id)
    throw new BadName('event id', event.id, 'a UUID is written in lower case')
  if (!Number.isSafeInteger(event.createdAtUs)) throw new InvalidEvent('time', 'must be whole microseconds since 1970')
  if (!Number.isSafeInteger(event.schemaVersion) || event.schemaVersion < 1)
    throw new InvalidEvent('schema version', 'must be a whole number from 1')
  if (!event.data.isWellFormed()) throw new InvalidEvent('data', 'has half a surrogate pair; write it as an escape')
  if (!event.metadata.isWellFormed())
    throw new InvalidEvent('metadata', 'has half a surrogate pair; write it as an escape')
  checkEventSize(event)
}
