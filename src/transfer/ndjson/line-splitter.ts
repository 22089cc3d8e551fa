import type { TextPlace } from '../history-source.ts'

/** Most bytes of one line. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024

export interface Line extends TextPlace {
  /** Without its line feed, and without one carriage return before that. */
  readonly bytes: Uint8Array
  /** Whether it had more than the limit; then `bytes` is empty. */
  readonly tooLong: boolean
}

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Cuts bytes into lines at line feeds only. A line past the limit is passed over, never held. */
export class LineSplitter {
  readonly #limit: number
  #parts: Uint8Array[] = []
  /** Bytes of the line at hand so far, held or passed over. */
  #bytes = 0
  #line = 1
  #lineStart = 0

  constructor(limit: number = MAX_LINE_BYTES) {
    this.#limit = limit
  }

  /** The lines that end in `chunk`. It must not be changed afterwards. */
  *push(chunk: Uint8Array): Generator<Line, void> {
    let from = 0
    for (;;) {
      const end = chunk.indexOf(lineFeed, from)
      this.#hold(chunk.subarray(from, end === -1 ? chunk.length : end))
      if (end === -1) return
      yield this.#end(1)
      from = end + 1
    }
  }

  /** The last line, where it has no line feed. */
  *finish(): Generator<Line, void> {
    if (this.#bytes > 0) yield this.#end(0)
  }

  #hold(part: Uint8Array): void {
    if (part.length === 0) return
    this.#bytes += part.length
    // One byte more than the limit may turn out to be the carriage return before a line feed.
    if (this.#bytes > this.#limit + 1) this.#parts = []
    else this.#parts.push(part)
  }

  #end(feedBytes: number): Line {
    const [only] = this.#parts
    const whole = this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts)
    const bytes = whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole
    const tooLong = this.#bytes > this.#limit + 1 || bytes.length > this.#limit
    const line = { line: this.#line, byteOffset: this.#lineStart, bytes: tooLong ? new Uint8Array() : bytes, tooLong }
    this.#line += 1
    this.#lineStart += this.#bytes + feedBytes
    this.#parts = []
    this.#bytes = 0
    return line
  }
}
