import { hash } from 'node:crypto'
import { type EventId, eventId } from '../core/event.ts'
import { formatUuid } from '../core/uuid.ts'

/** The namespace of every id that an import makes, so that the same record has the same id wherever it is imported. */
const namespace = Buffer.from('7b0f4c5e2a6d4f3e9c1b8d7a6e5f4032', 'hex')

const separator = Buffer.of(0)

/**
 * An event id made from what the event is: a UUIDv5 (RFC 9562) over the parts as UTF-8, each but the last followed by a
 * zero byte. No part but the last may have a zero byte in it.
 */
export function uuidv5(...parts: readonly (string | Uint8Array)[]): EventId {
  const named = parts.flatMap((part, index) => (index === 0 ? [toBytes(part)] : [separator, toBytes(part)]))
  const bytes = hash('sha1', Buffer.concat([namespace, ...named]), 'buffer').subarray(0, 16)
  bytes[6] = 0x50 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return eventId(formatUuid(bytes))
}

function toBytes(part: string | Uint8Array): Uint8Array {
  return typeof part === 'string' ? Buffer.from(part, 'utf8') : part
}
