import { hash } from 'node:crypto'
import { type EventId, eventId, isUuid } from '../../core/event.ts'
import { formatUuid } from '../../core/uuid.ts'

const UUID_LENGTH = 36

/** What each character up to 'f' is worth as a digit of sixteen, with 0x10 for a capital, and 0xff for what is none. */
const digits = Uint8Array.from({ length: 0x67 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16)
  if (Number.isNaN(value)) return 0xff
  return code >= 0x41 && code < 0x47 ? value | 0x10 : value
})

/**
 * An event id as the store keeps it: a canonical lower-case UUID as its 16 bytes, other text as 0x00 and its UTF-8; text
 * of 15 bytes gets a second 0x00, so that 16 bytes are always a UUID (no id begins with NUL).
 */
export function eventIdBlob(id: EventId): Buffer {
  const uuid = uuidBytes(id, 'lower case')
  if (uuid !== undefined) return uuid
  const text = Buffer.from(id)
  return Buffer.concat([Buffer.alloc(text.length === 15 ? 2 : 1), text])
}

/** @throws BadName for bytes that {@link eventIdBlob} never made */
export function eventIdOfBlob(blob: Uint8Array): EventId {
  return eventId(eventIdText(blob))
}

/** An id from what SQLite's `hex` makes of its bytes: a row without a Buffer takes half the time to read. @throws BadName */
export function eventIdOfHex(hex: string): EventId {
  if (hex.length !== 32) return eventIdOfBlob(Buffer.from(hex, 'hex'))
  const digits = hex.toLowerCase()
  const parts = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)]
  return parts.join('-') as EventId
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
  return uuidBytes(id, 'any case')?.subarray(0, 8) ?? Buffer.from(hash('sha256', id).slice(0, 16), 'hex')
}

/** Whether two texts name the same event: the case of a UUID does not matter. */
export function isSameId(a: string, b: string): boolean {
  return a === b || (isUuid(a) && a.toLowerCase() === b.toLowerCase())
}

/** Once per append of an event and twice per its links, so without a pattern or a text between. */
function uuidBytes(uuid: string, letters: 'lower case' | 'any case'): Buffer | undefined {
  if (uuid.length !== UUID_LENGTH) return undefined
  const most = letters === 'any case' ? 0x1f : 0x0f
  const bytes = Buffer.allocUnsafe(16)
  let at = 0
  for (let i = 0; i < UUID_LENGTH; i += 2) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (uuid.charCodeAt(i) !== 0x2d) return undefined
      i++
    }
    const high = digits[uuid.charCodeAt(i)] ?? 0xff
    const low = digits[uuid.charCodeAt(i + 1)] ?? 0xff
    if (high > most || low > most) return undefined
    bytes[at++] = ((high & 0x0f) << 4) | (low & 0x0f)
  }
  return bytes
}
