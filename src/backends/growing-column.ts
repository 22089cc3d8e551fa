/** Numbers in a typed array that grows by half when it is full. */
export class GrowingColumn<Numbers extends Uint32Array | Float64Array> {
  readonly #make: (length: number) => Numbers
  #numbers: Numbers
  #length = 0

  constructor(make: (length: number) => Numbers) {
    this.#make = make
    this.#numbers = make(1024)
  }

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = this.#make(Math.ceil(this.#length * 1.5))
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.#length++] = value
  }

  /** @throws RangeError past the end */
  at(index: number): number {
    const value = index < this.#length ? this.#numbers[index] : undefined
    if (value === undefined) throw new RangeError(`${index} is not below ${this.#length}`)
    return value
  }

  /** The first place from `from` on that holds `value`; -1 when none does. */
  indexOf(value: number, from: number): number {
    const found = this.#numbers.indexOf(value, from)
    return found < this.#length ? found : -1
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
