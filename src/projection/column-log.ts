import { CHUNK_CHANGES } from './change-list.ts'
import type { RowValue } from './row-value.ts'

/** That a value was not recorded, and is to be had of the state itself. */
export const UNRECORDED = Symbol('unrecorded')

const ABSENT = 0
const NULL = 1
const FALSE = 2
const TRUE = 3
const NUMBER = 4
const TEXT = 5
const UNKNOWN = 6

/** Most different texts of a column, and most characters of them together, that are kept. */
const MAX_TEXTS = 1_000_000
const MAX_CHARACTERS = 16 * 1024 * 1024

interface ColumnChunk {
  readonly kinds: Uint8Array
  /** A number, or the number of a text. */
  readonly numbers: Float64Array
}

const BYTES_PER_VALUE = 9

/** What one column gave for each change, at 9 bytes each; each different text is kept once. */
export class ColumnLog {
  readonly #chunks: ColumnChunk[] = []
  #length = 0
  readonly #texts: string[] = []
  readonly #numbers = new Map<string, number>()
  #characters = 0

  get residentBytes(): number {
    return this.#chunks.length * CHUNK_CHANGES * BYTES_PER_VALUE + 2 * this.#characters
  }

  /** Adds the value of the next change. */
  add(value: RowValue): void {
    const at = this.#length++ % CHUNK_CHANGES
    if (at === 0) this.#chunks.push({ kinds: new Uint8Array(CHUNK_CHANGES), numbers: new Float64Array(CHUNK_CHANGES) })
    const chunk = this.#chunks.at(-1)
    if (chunk === undefined) return
    const [kind, number] = this.#packed(value)
    chunk.kinds[at] = kind
    chunk.numbers[at] = number
  }

  valueOf(change: number): RowValue | typeof UNRECORDED {
    const chunk = this.#chunks[Math.floor(change / CHUNK_CHANGES)]
    const at = change % CHUNK_CHANGES
    switch (chunk?.kinds[at]) {
      case NULL:
        return null
      case FALSE:
        return false
      case TRUE:
        return true
      case NUMBER:
        return chunk.numbers[at]
      case TEXT:
        return this.#texts[chunk.numbers[at] ?? 0]
      case UNKNOWN:
        return UNRECORDED
      default:
        return undefined
    }
  }

  #packed(value: RowValue): readonly [kind: number, number: number] {
    switch (typeof value) {
      case 'number':
        return [NUMBER, value]
      case 'boolean':
        return [value ? TRUE : FALSE, 0]
      case 'string': {
        const number = this.#numberOf(value)
        return number === undefined ? [UNKNOWN, 0] : [TEXT, number]
      }
      default:
        return [value === null ? NULL : ABSENT, 0]
    }
  }

  #numberOf(text: string): number | undefined {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    if (this.#texts.length === MAX_TEXTS || this.#characters + text.length > MAX_CHARACTERS) return undefined
    this.#characters += text.length
    this.#numbers.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }
}
