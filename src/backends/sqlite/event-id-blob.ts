import { hash } from 'node:crypto'
import { type EventId, eventId, isUuid } from '../../core/event.ts'
import { formatUuid } from '../../core/uuid.ts'

const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * An event id as the store keeps it: a canonical lower-case UUID as its 16 bytes, other text as 0x00 and its UTF-8; text
 * of 15 bytes gets a second 0x00, so that 16 bytes are always a UUID (no id begins with NUL).
 */
export function eventIdBlob(id: EventId): Buffer {
  if (canonicalUuid.test(id)) return uuidBytes(id)
  const text = Buffer.from(id)
  return Buffer.concat([Buffer.alloc(text.length === 15 ? 2 : 1), text])
}

/** @throws BadName for bytes that {@link eventIdBlob} never made */
export function eventIdOfBlob(blob: Uint8Array): EventId {
  return eventId(eventIdText(blob))
}

/** The text of an id, of damaged bytes too. */
export function eventIdText(blob: Uint8Array): string {
  if (blob.length === 16) return formatUuid(blob)
  return Buffer.from(blob.subarray(blob[1] === 0 ? 2 : 1)).toString()
}

/**
 * The 8 bytes under which the store finds what an event links to: the first of a UUID's bytes, or of SHA-256 of other
 * text. Different ids may share them, so who looks there checks the metadata.
 */
export function linkKey(id: string): Buffer {
  if (isUuid(id)) return uuidBytes(id).subarray(0, 8)
  return hash('sha256', id, 'buffer').subarray(0, 8)
}

/** Whether two texts name the same event: the case of a UUID does not matter. */
export function isSameId(a: string, b: string): boolean {
  return a === b || (isUuid(a) && a.toLowerCase() === b.toLowerCase())
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}
