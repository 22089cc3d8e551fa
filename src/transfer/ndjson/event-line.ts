import type { Event } from '../../core/event.ts'
import { isoTime } from '../event-time.ts'

/**
 * An event as one line of NDJSON, without its line feed; `decodeEvent` reads it. Data and metadata are the very characters that
 * are stored, but for line breaks between their tokens, which become spaces.
 */
export function eventLine({ data, metadata, ...event }: Event): string {
  const head = JSON.stringify({
    position: event.position,
    stream: event.stream,
    version: event.version,
    id: event.id,
    type: event.type,
    schemaVersion: event.schemaVersion,
    time: isoTime(event.createdAtUs),
  })
  const members = metadata === '' ? '' : `,"metadata":${onOneLine(metadata)}`
  return `${head.slice(0, -1)},"data":${onOneLine(data)}${members}}`
}

/** A line break is never inside a string of JSON. */
function onOneLine(json: string): string {
  return json.replace(/[\r\n]+/g, ' ')
}
