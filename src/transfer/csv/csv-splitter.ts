import { HeldLine } from '../containers/held-line.ts'
import { MAX_RECORD_BYTES, type RecordSplitter, type TextRecord } from '../containers/record-splitter.ts'

const quote = 0x22
const lineFeed = 0x0a
const byteOrderMark = [0xef, 0xbb, 0xbf]

/**
 * Cuts a table's bytes into rows: at line feeds that are in no quoted cell, without one carriage return before them. A quotation mark begins
 * a quoted cell only where a cell begins (RFC 4180), so one that stands astray costs its own row. A row past the limit is passed over, never
 * held.
 */
export class CsvSplitter implements RecordSplitter {
  readonly #delimiter: number
  /** The row at hand. */
  readonly #held: HeldLine
  /** Where in a cell the next byte is; `closed`: after a mark in a quoted cell, which ends it unless another mark follows. */
  #state: 'begin' | 'plain' | 'quoted' | 'closed' = 'begin'
  #line = 1
  /** The line on which the row at hand begins. */
  #rowLine = 1
  #rowStart = 0

  constructor(delimiter: string, limit: number = MAX_RECORD_BYTES) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#held = new HeldLine(limit)
  }

  *push(chunk: Uint8Array): Generator<TextRecord, void> {
    let from = 0
    let at = 0
    while (at < chunk.length) {
      if (this.#state === 'quoted') {
        at = this.#pastQuoted(chunk, at)
        continue
      }
      const byte = chunk[at] ?? 0
      if (byte === lineFeed) {
        this.#held.hold(chunk.subarray(from, at))
        yield this.#end(1)
        from = at + 1
      } else this.#step(byte, at - from)
      at += 1
    }
    this.#held.hold(chunk.subarray(from))
  }

  /** The last row, where it has no line feed. */
  *finish(): Generator<TextRecord, void> {
    if (this.#held.length > 0) yield this.#end(0)
  }

  /** @param behind how many bytes of the row stand before this one in its chunk */
  #step(byte: number, behind: number): void {
    if (byte === this.#delimiter) this.#state = 'begin'
    else if (byte === quote && (this.#state === 'begin' || this.#state === 'closed')) this.#state = 'quoted'
    else if (this.#state !== 'begin' || !this.#isMark(byte, behind)) this.#state = 'plain'
  }

  /** Whether it belongs to a byte order mark, behind which the first cell still begins. */
  #isMark(byte: number, behind: number): boolean {
    return this.#rowStart === 0 && byteOrderMark[this.#held.length + behind] === byte
  }

  /** Goes on to behind the next quotation mark, and counts the lines that end before it. */
  #pastQuoted(chunk: Uint8Array, from: number): number {
    const found = chunk.indexOf(quote, from)
    const end = found === -1 ? chunk.length : found
    for (let feed = chunk.indexOf(lineFeed, from); feed !== -1 && feed < end; feed = chunk.indexOf(lineFeed, feed + 1))
      this.#line += 1
    if (found !== -1) this.#state = 'closed'
    return end + 1
  }

  #end(feedBytes: number): TextRecord {
    const { length, ...ended } = this.#held.take()
    const place = { line: this.#rowLine, byteOffset: this.#rowStart }
    this.#rowStart += length + feedBytes
    this.#line += 1
    this.#rowLine = this.#line
    this.#state = 'begin'
    return { ...ended, ...place, unitsBefore: 0, endOffset: this.#rowStart }
  }
}
