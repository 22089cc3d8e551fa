import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { MAX_NAME_BYTES, type StreamName, streamName, utf8Length } from '../../core/event.ts'

/** The bytes as text; those that are no UTF-8 become U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}

/**
 * The stream that a file's history is: `file-` and its path. Where that is no legal name (a control character, no UTF-8, too long) the
 * path is escaped and cut, and the start of its SHA-256 keeps it apart from others.
 */
export function fileStream(path: Uint8Array): StreamName {
  const text = textOf(path)
  const escaped = withoutControls(text)
  const name = `file-${escaped}`
  if (escaped === text && isUtf8(path) && utf8Length(name) <= MAX_NAME_BYTES) return streamName(name)
  const mark = `~${hash('sha256', path).slice(0, 16)}`
  return streamName(`${cutTo(name, MAX_NAME_BYTES - mark.length)}${mark}`)
}

/** A path that is not UTF-8 as git itself would write it, so that its bytes are not lost; undefined for others. */
export function quotedPath(path: Uint8Array): string | undefined {
  if (isUtf8(path)) return undefined
  const characters = Array.from(path, (byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`
  })
  return `"${characters.join('')}"`
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}

/** The start of a text that takes at most so many bytes of UTF-8, at whole characters. */
function cutTo(text: string, mostBytes: number): string {
  let bytes = 0
  let kept = ''
  for (const character of text) {
    bytes += utf8Length(character)
    if (bytes > mostBytes) break
    kept += character
  }
  return kept
}
