import { MAX_RECORD_BYTES, type RecordSplitter, type TextRecord } from './record-splitter.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const noBytes = new Uint8Array()

/** Cuts bytes into lines at line feeds only, and takes one carriage return before them away. A line past the limit is passed over, never held. */
export class LineSplitter implements RecordSplitter {
  readonly #limit: number
  #parts: Uint8Array[] = []
  /** Bytes of the line at hand so far, held or passed over. */
  #bytes = 0
  #line = 1
  #lineStart = 0

  constructor(limit: number = MAX_RECORD_BYTES) {
    this.#limit = limit
  }

  *push(chunk: Uint8Array): Generator<TextRecord, void> {
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
  *finish(): Generator<TextRecord, void> {
    if (this.#bytes > 0) yield this.#end(0)
  }

  #hold(part: Uint8Array): void {
    if (part.length === 0) return
    this.#bytes += part.length
    // One byte more than the limit may turn out to be the carriage return before a line feed.
    if (this.#bytes > this.#limit + 1) this.#parts = []
    else this.#parts.push(part)
  }

  #end(feedBytes: number): TextRecord {
    const [only] = this.#parts
    const whole = this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts)
    const bytes = whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole
    const tooLong = this.#bytes > this.#limit + 1 || bytes.length > this.#limit
    const byteOffset = this.#lineStart
    this.#lineStart += this.#bytes + feedBytes
    this.#parts = []
    this.#bytes = 0
    return {
      line: this.#line++,
      byteOffset,
      bytes: tooLong ? noBytes : bytes,
      unitsBefore: 0,
      tooLong,
      endOffset: this.#lineStart,
    }
  }
}
