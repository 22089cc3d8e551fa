import { HeldLine } from './held-line.ts'
import { MAX_RECORD_BYTES, type RecordSplitter, type TextRecord } from './record-splitter.ts'

const lineFeed = 0x0a

/** Cuts bytes into lines at line feeds only, and takes one carriage return before them away. A line past the limit is passed over, never held. */
export class LineSplitter implements RecordSplitter {
  readonly #held: HeldLine
  #line = 1
  #lineStart = 0

  constructor(limit: number = MAX_RECORD_BYTES) {
    this.#held = new HeldLine(limit)
  }

  *push(chunk: Uint8Array): Generator<TextRecord, void> {
    let from = 0
    for (;;) {
      const end = chunk.indexOf(lineFeed, from)
      this.#held.hold(chunk.subarray(from, end === -1 ? chunk.length : end))
      if (end === -1) return
      yield this.#end(1)
      from = end + 1
    }
  }

  /** The last line, where it has no line feed. */
  *finish(): Generator<TextRecord, void> {
    if (this.#held.length > 0) yield this.#end(0)
  }

  #end(feedBytes: number): TextRecord {
    const { length, ...ended } = this.#held.take()
    const byteOffset = this.#lineStart
    this.#lineStart += length + feedBytes
    return { ...ended, line: this.#line++, byteOffset, unitsBefore: 0, endOffset: this.#lineStart }
  }
}
