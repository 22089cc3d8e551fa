import type { Event } from './event.ts'
import { isoTime } from './iso-time.ts'
import type { JsonText } from './json.ts'

/**
 * An event as one line of NDJSON, without its line feed, which an import reads. Data and metadata are the very characters that
 * are stored, but for line breaks between their tokens, which become spaces.
 */
export function eventLine({
  position,
  stream,
  version,
  id,
  type,
  schemaVersion,
  createdAtUs,
  data,
  metadata,
}: Event): string {
  const place = `{"position":${position},"stream":${JSON.stringify(stream)},"version":${version}`
  const what = `,"id":${JSON.stringify(id)},"type":${JSON.stringify(type)},"schemaVersion":${schemaVersion}`
  const when = `,"time":"${isoTime(createdAtUs)}"`
  const end = metadata === '' ? '}' : `,"metadata":${onOneLine(metadata)}}`
  return `${place}${what}${when},"data":${onOneLine(data)}${end}`
}

/** A line break is never inside a string of JSON. */
function onOneLine(json: JsonText): string {
  return json.includes('\n') || json.includes('\r') ? json.replace(/[\r\n]+/g, ' ') : json
}
