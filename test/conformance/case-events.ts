import type { Event, EventId, EventType, Position, StreamName, StreamVersion } from '../../src/core/event.ts'
import type { JsonText } from '../../src/core/json.ts'
import type { ConformanceEvent } from './conformance-case.ts'

/** The events of a case at positions from 1 on, as a store would have them: data that are no JSON as an import keeps them. */
export function eventsOf(events: readonly ConformanceEvent[]): readonly Event[] {
  return events.map((event, at) => ({
    position: (at + 1) as Position,
    stream: event.streamId as StreamName,
    version: (event.sequenceNumber + 1) as StreamVersion,
    id: event.eventId as EventId,
    type: event.eventType as EventType,
    schemaVersion: 1,
    createdAtUs: microseconds(event.created),
    data: event.isJson ? textOf(event.data) : wrapped(textOf(event.data)),
    metadata: textOf(event.metadata),
  }))
}

/** As exact as a store keeps times: a seventh digit is left out. */
function microseconds(created: string): number {
  const [fraction = '', digits = ''] = /\.(\d+)/.exec(created) ?? []
  return Date.parse(created.replace(fraction, '')) * 1000 + Number(digits.slice(0, 6).padEnd(6, '0'))
}

/** Null and nothing are both no text. */
function textOf(value: unknown): JsonText {
  if (value === undefined || value === null) return '' as JsonText
  return (typeof value === 'string' ? value : JSON.stringify(value)) as JsonText
}

function wrapped(text: string): JsonText {
  return JSON.stringify({ $base64: Buffer.from(text).toString('base64') }) as JsonText
}
