import type { RowValue } from './row-value.ts'

/** What a {@link RowValue} is, as it is kept. */
const ABSENT = 0
const NULL = 1
const NUMBER = 2
const TEXT = 3
const FALSE = 4
const TRUE = 5
/** It was not recorded, and is to be had of the state itself. */
export const UNRECORDED = 6

/** Where kinds come in an order: numbers, texts, false, true, and last what is absent or null. */
const ranks = Uint8Array.of(9, 9, 0, 1, 2, 3, 9)
const LAST = 9

/** One value for each of many places, packed. */
export class FieldValues {
  readonly kinds: Uint8Array
  /** A number, or where in `texts` a text is. */
  readonly numbers: Float64Array
  readonly #texts: readonly string[]
  /** Texts that are in no list that is shared. */
  readonly #own: string[] = []

  constructor(length: number, texts: readonly string[]) {
    this.kinds = new Uint8Array(length)
    this.numbers = new Float64Array(length)
    this.#texts = texts
  }

  get(place: number): RowValue {
    switch (this.kinds[place]) {
      case NULL:
        return null
      case NUMBER:
        return this.numbers[place]
      case TEXT:
        return this.#textAt(place)
      case FALSE:
        return false
      case TRUE:
        return true
      default:
        return undefined
    }
  }

  set(place: number, value: RowValue): void {
    this.kinds[place] = kindOf(value)
    if (typeof value === 'number') this.numbers[place] = value
    if (typeof value === 'string') this.numbers[place] = -this.#own.push(value)
  }

  /** As for a sort. What is absent or null comes last in either direction. */
  compare(one: number, other: number, descending: boolean): number {
    const kind = this.kinds[one] ?? ABSENT
    const rank = ranks[kind] ?? LAST
    const otherRank = ranks[this.kinds[other] ?? ABSENT] ?? LAST
    if (rank === LAST || otherRank === LAST) return rank - otherRank
    let order = rank - otherRank
    if (order === 0 && kind === NUMBER) order = (this.numbers[one] ?? 0) - (this.numbers[other] ?? 0)
    else if (order === 0 && kind === TEXT) order = compareTexts(this.#textAt(one), this.#textAt(other))
    return descending ? -order : order
  }

  #textAt(place: number): string {
    const at = this.numbers[place] ?? 0
    return (at < 0 ? this.#own[-at - 1] : this.#texts[at]) ?? ''
  }
}

/** By UTF-16 units. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

export function kindOf(value: RowValue): number {
  switch (typeof value) {
    case 'number':
      return NUMBER
    case 'string':
      return TEXT
    case 'boolean':
      return value ? TRUE : FALSE
    default:
      return value === null ? NULL : ABSENT
  }
}
