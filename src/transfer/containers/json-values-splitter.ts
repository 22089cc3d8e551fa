import type { ImportFault, TextPlace } from '../history-source.ts'
import { JsonValueScanner } from './json-value-scanner.ts'
import { MAX_RECORD_BYTES, type RecordSplitter, type TextRecord } from './record-splitter.ts'
import { TextCursor } from './text-cursor.ts'

export interface JsonValuesOptions {
  /** `array`: the whole text is one; `member`: the rest of an object follows it; `sequence`: values one after another, with space between them. */
  readonly form: 'array' | 'member' | 'sequence'
  /** Bytes before the array's bracket, or before the first value. Default: 0. */
  readonly skip?: number
  readonly maxRecordBytes?: number
}

const lineFeed = 0x0a
const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const noBytes = new Uint8Array()
/** No printer indents by more; deeper, an element counts as one that begins no line. */
const MOST_INDENT_BYTES = 1024

const afterArray: ReadonlySet<string> = new Set(['tail', 'ended', 'ignored'])

const moreAfterObject =
  'there is more after the end of the object, and it is not read; import each page as a file of its own'

/**
 * Cuts a JSON array, or values one after another, into its elements. After an element whose string goes past its line it looks for the
 * next line that begins as that element's did, and goes on there.
 */
export class JsonValuesSplitter implements RecordSplitter {
  readonly #form: JsonValuesOptions['form']
  readonly #limit: number
  readonly #cursor = new TextCursor()
  readonly #scanner = new JsonValueScanner()
  #toSkip: number
  #state: 'start' | 'first' | 'after comma' | 'after value' | 'value' | 'lost' | 'tail' | 'ended' | 'ignored' = 'start'
  #found: (TextRecord | ImportFault)[] = []
  /** The bytes before the value on its line; undefined where they are not all space. */
  #indent: number[] | undefined = []
  /** How much of the indent the line at hand has, when lost; undefined once it has shown to be another. */
  #indentSeen: number | undefined = 0
  #parts: Uint8Array[] = []
  #bytes = 0
  #begun: TextPlace & { readonly units: number } = { line: 1, byteOffset: 0, units: 0 }

  constructor({ form, skip = 0, maxRecordBytes = MAX_RECORD_BYTES }: JsonValuesOptions) {
    this.#form = form
    this.#toSkip = skip
    this.#limit = maxRecordBytes
    if (form === 'sequence') this.#state = 'after value'
  }

  push(chunk: Uint8Array): Iterable<TextRecord | ImportFault> {
    let at = Math.min(this.#toSkip, chunk.length)
    this.#toSkip -= at
    this.#cursor.moveOver(chunk.subarray(0, at))
    while (at < chunk.length) {
      if (this.#state === 'value') at = this.#value(chunk, at)
      else if (this.#state === 'lost') at = this.#seek(chunk, at)
      else if (this.#state === 'tail') at = this.#tail(chunk, at)
      else at = this.#between(chunk, at)
    }
    return this.#take()
  }

  finish(): Iterable<TextRecord | ImportFault> {
    if (this.#state === 'value') {
      const { units, ...place } = this.#begun
      this.#fault('the text ends in this element', place, units)
    } else if (this.#form !== 'sequence' && !afterArray.has(this.#state))
      this.#fault('the text ends and the array is not closed')
    return this.#take()
  }

  #take(): readonly (TextRecord | ImportFault)[] {
    const found = this.#found
    this.#found = []
    return found
  }

  #value(chunk: Uint8Array, from: number): number {
    const end = this.#scanner.scan(chunk, from)
    const part = chunk.subarray(from, end)
    this.#bytes += part.length
    if (this.#bytes > this.#limit) this.#parts = []
    else this.#parts.push(part)
    this.#cursor.moveOver(part)
    if (end === undefined) return chunk.length
    this.#endValue()
    return end
  }

  #endValue(): void {
    const [only] = this.#parts
    const tooLong = this.#bytes > this.#limit
    const whole = this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts)
    const { units: unitsBefore, ...place } = this.#begun
    const bytes = tooLong ? noBytes : whole
    this.#found.push({ ...place, bytes, unitsBefore, tooLong, endOffset: this.#cursor.byteOffset })
    this.#parts = []
    this.#state = this.#scanner.isBroken ? 'lost' : 'after value'
    this.#indentSeen = undefined
  }

  /** Over space and marks up to the next value, or the chunk's end. */
  #between(chunk: Uint8Array, from: number): number {
    let at = from
    while (at < chunk.length && isSpace(chunk[at])) at++
    this.#noteSpace(chunk.subarray(from, at))
    this.#cursor.moveOver(chunk.subarray(from, at))
    const byte = chunk[at]
    if (byte === undefined) return at
    if (this.#state === 'ignored') {
      this.#cursor.moveOver(chunk.subarray(at))
      return chunk.length
    }
    if (!this.#isMark(byte)) {
      this.#beginValue()
      return at
    }
    this.#indent = undefined
    this.#cursor.moveOver(chunk.subarray(at, at + 1))
    return at + 1
  }

  /** Whether the byte belongs between values; moves on to what may follow it. */
  #isMark(byte: number): boolean {
    const state = this.#state
    if (state === 'start') {
      this.#state = 'first'
      return byte === openBracket
    }
    if (state === 'ended') {
      this.#fault(this.#form === 'member' ? moreAfterObject : 'there is more after the end of the array')
      this.#state = 'ignored'
      return true
    }
    if (byte === comma) {
      if (state !== 'after value') this.#fault('there is a comma where an element belongs')
      else if (this.#form === 'sequence') this.#fault('there is a comma between values that stand in no array')
      this.#state = this.#form === 'sequence' ? 'after value' : 'after comma'
      return true
    }
    if (byte === closeBracket && this.#form !== 'sequence') {
      if (state === 'after comma') this.#fault('there is a comma after the last element')
      this.#state = 'ended'
      if (this.#form === 'member') this.#beginTail()
      return true
    }
    if (state === 'after value' && this.#form !== 'sequence') this.#fault('there is no comma before this element')
    return false
  }

  /** What the object has behind its array is inside a brace for the scanner. */
  #beginTail(): void {
    this.#state = 'tail'
    this.#scanner.begin()
    this.#scanner.scan(Uint8Array.of(openBrace), 0)
  }

  /** Over what the object has behind its array, up to past its brace or to the chunk's end. */
  #tail(chunk: Uint8Array, from: number): number {
    const end = this.#scanner.scan(chunk, from)
    this.#cursor.moveOver(chunk.subarray(from, end))
    if (end !== undefined) this.#state = 'ended'
    return end ?? chunk.length
  }

  #beginValue(): void {
    this.#state = 'value'
    this.#begun = { ...this.#cursor.place, units: this.#cursor.units }
    this.#bytes = 0
    this.#scanner.begin()
  }

  #noteSpace(space: Uint8Array): void {
    const lastFeed = space.lastIndexOf(lineFeed)
    const before = lastFeed === -1 ? this.#indent : []
    const last = space.subarray(lastFeed + 1)
    if (before !== undefined)
      this.#indent = before.length + last.length > MOST_INDENT_BYTES ? undefined : [...before, ...last]
  }

  /** Up to a line that begins as the lost element's did, or the chunk's end. */
  #seek(chunk: Uint8Array, from: number): number {
    const indent = this.#indent ?? []
    let at = from
    for (; at < chunk.length; at++) {
      const byte = chunk[at]
      if (byte === lineFeed) this.#indentSeen = 0
      else if (this.#indentSeen === indent.length) {
        if (byte === openBrace || byte === closeBracket) break
        this.#indentSeen = undefined
      } else if (this.#indentSeen !== undefined)
        this.#indentSeen = byte === indent[this.#indentSeen] ? this.#indentSeen + 1 : undefined
    }
    this.#cursor.moveOver(chunk.subarray(from, at))
    if (at < chunk.length) this.#state = this.#form === 'sequence' ? 'after value' : 'first'
    return at
  }

  #fault(message: string, place: TextPlace = this.#cursor.place, units: number = this.#cursor.units): void {
    this.#found.push({ code: 'import-bad-json', message, severity: 'error', ...place, column: units + 1 })
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
