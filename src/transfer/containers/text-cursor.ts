import { isAscii } from 'node:buffer'
import type { TextPlace } from '../history-source.ts'

const lineFeed = 0x0a
const markStart = 0xef

/** A place in a text that moves on over its bytes, and knows its line and column. */
export class TextCursor {
  #line = 1
  #byteOffset = 0
  #units = 0

  get byteOffset(): number {
    return this.#byteOffset
  }

  /** How many UTF-16 units of its line are before it. */
  get units(): number {
    return this.#units
  }

  get place(): TextPlace {
    return { line: this.#line, byteOffset: this.#byteOffset }
  }

  moveOver(bytes: Uint8Array): void {
    // The byte order mark at a text's start is in no column.
    if (this.#byteOffset === 0 && bytes[0] === markStart) this.#units = -1
    this.#byteOffset += bytes.length
    let lineStart = 0
    for (let feed = bytes.indexOf(lineFeed); feed !== -1; feed = bytes.indexOf(lineFeed, lineStart)) {
      this.#line++
      this.#units = 0
      lineStart = feed + 1
    }
    this.#units += utf16Units(bytes.subarray(lineStart))
  }
}

/** Each character counts at its first byte, so bytes may be cut anywhere. */
function utf16Units(bytes: Uint8Array): number {
  if (isAscii(bytes)) return bytes.length
  let units = 0
  for (const byte of bytes) {
    if ((byte & 0xc0) !== 0x80) units++
    if (byte >= 0xf0) units++
  }
  return units
}
