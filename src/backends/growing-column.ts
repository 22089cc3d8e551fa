const CHUNK_BITS = 13
const CHUNK = 2 ** CHUNK_BITS
const WITHIN_CHUNK = CHUNK - 1

/** Numbers in typed arrays of one length, so that no push takes longer than another however many there are. */
export class GrowingColumn<Numbers extends Uint32Array | Float64Array> {
  readonly #make: (length: number) => Numbers
  readonly #chunks: Numbers[] = []
  #last: Numbers
  #length = 0

  constructor(make: (length: number) => Numbers) {
    this.#make = make
    this.#last = make(0)
  }

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    const within = this.#length & WITHIN_CHUNK
    if (within === 0) {
      this.#last = this.#make(CHUNK)
      this.#chunks.push(this.#last)
    }
    this.#last[within] = value
    this.#length++
  }

  pushAll(values: Iterable<number>): void {
    for (const value of values) this.push(value)
  }

  /** @throws RangeError past the end */
  at(index: number): number {
    const value = index < this.#length ? this.#chunks[index >>> CHUNK_BITS]?.[index & WITHIN_CHUNK] : undefined
    if (value === undefined) throw new RangeError(`${index} is not below ${this.#length}`)
    return value
  }

  /** The first place from `from` on that holds `value`; -1 when none does. */
  indexOf(value: number, from: number): number {
    for (let first = from; first < this.#length; first = (first | WITHIN_CHUNK) + 1) {
      const within = this.#chunks[first >>> CHUNK_BITS]?.indexOf(value, first & WITHIN_CHUNK) ?? -1
      const found = first - (first & WITHIN_CHUNK) + within
      if (within >= 0) return found < this.#length ? found : -1
    }
    return -1
  }

  /** How many of the numbers, which must never fall, are at or below `value`. */
  countUpTo(value: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.at(middle) <= value) low = middle + 1
      else high = middle
    }
    return low
  }
}

export function uint32Column(): GrowingColumn<Uint32Array> {
  return new GrowingColumn((length) => new Uint32Array(length))
}

export function float64Column(): GrowingColumn<Float64Array> {
  return new GrowingColumn((length) => new Float64Array(length))
}
