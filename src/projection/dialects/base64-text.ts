const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const REPLACEMENT = '\uFFFD'

/** The text that base64 (RFC 4648) has the UTF-8 of; bytes that are no UTF-8 become U+FFFD. */
export function base64Text(base64: string): string {
  const bytes = bytesOf(base64)
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at] ?? 0)
    const piece = length === 0 ? undefined : decoded(bytes.slice(at, at + length), length)
    text += piece ?? REPLACEMENT
    at += piece === undefined ? 1 : length
  }
  return text
}

function bytesOf(base64: string): number[] {
  const bytes: number[] = []
  let bits = 0
  let count = 0
  for (const character of base64) {
    const value = alphabet.indexOf(character)
    if (value === -1) continue
    bits = ((bits << 6) | value) & 0xffff
    count += 6
    if (count < 8) continue
    count -= 8
    bytes.push((bits >> count) & 0xff)
  }
  return bytes
}

/** Bytes of the UTF-8 sequence that begins so; 0 where none does. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xc2) return 0
  if (first < 0xe0) return 2
  if (first < 0xf0) return 3
  return first < 0xf5 ? 4 : 0
}

function decoded(sequence: readonly number[], length: number): string | undefined {
  if (sequence.length < length) return undefined
  try {
    return decodeURIComponent(sequence.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''))
  } catch {
    return undefined
  }
}
