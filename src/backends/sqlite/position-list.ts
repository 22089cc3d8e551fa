/** Positions in rising order, 8 bytes each, that grows at its end; and how far the log was searched for them. */
export class PositionList {
  searchedTo = 0
  #positions = new Float64Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  get bytes(): number {
    return this.#positions.byteLength
  }

  push(positions: readonly number[]): void {
    const length = this.#length + positions.length
    if (length > this.#positions.length) {
      const grown = new Float64Array(Math.max(length, this.#positions.length * 2))
      grown.set(this.#positions)
      this.#positions = grown
    }
    this.#positions.set(positions, this.#length)
    this.#length = length
  }

  slice(from: number, to: number): number[] {
    return Array.from(this.#positions.subarray(Math.min(from, this.#length), Math.min(to, this.#length)))
  }

  /** How many of the positions are at or before one. */
  countUpTo(position: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#positions[middle] ?? 0) <= position) low = middle + 1
      else high = middle
    }
    return low
  }
}
