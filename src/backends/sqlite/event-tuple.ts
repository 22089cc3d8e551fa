import type { Event, EventId, EventType, Position, StreamName, StreamVersion } from '../../core/event.ts'
import type { JsonText } from '../../core/json.ts'

/** An event as it crosses from the store's thread: the members in order, cheaper to copy than an object. */
export type EventTuple = readonly [
  position: Position,
  stream: StreamName,
  version: StreamVersion,
  id: EventId,
  type: EventType,
  schemaVersion: number,
  createdAtUs: number,
  data: JsonText,
  metadata: JsonText,
]

export function eventOfTuple(tuple: EventTuple): Event {
  const [position, stream, version, id, type, schemaVersion, createdAtUs, data, metadata] = tuple
  return { position, stream, version, id, type, schemaVersion, createdAtUs, data, metadata }
}
