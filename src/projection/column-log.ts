import { CHUNK_CHANGES } from './change-list.ts'
import { FieldValues, kindOf, UNRECORDED } from './field-values.ts'
import type { RowValue } from './row-value.ts'

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
    const number = typeof value === 'string' ? this.#numberOf(value) : Number(value ?? 0)
    chunk.kinds[at] = number === undefined ? UNRECORDED : kindOf(value)
    chunk.numbers[at] = number ?? 0
  }

  /** The values that changes left; of the number -1, none. */
  valuesOf(changes: Int32Array): FieldValues {
    const values = new FieldValues(changes.length, this.#texts)
    const { kinds, numbers } = values
    for (let place = 0; place < changes.length; place++) {
      const change = changes[place] ?? -1
      const chunk = this.#chunks[Math.floor(change / CHUNK_CHANGES)]
      if (chunk === undefined) continue
      const at = change % CHUNK_CHANGES
      kinds[place] = chunk.kinds[at] ?? 0
      numbers[place] = chunk.numbers[at] ?? 0
    }
    return values
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
