import { eachCount } from './segment.ts'

/** How often each number, of a type or of a category, occurs in each segment: all segments' counts in three arrays. */
export class SegmentCounts {
  /** Where each segment's numbers begin in the others; one more at the end. */
  #starts = new Uint32Array(1024)
  #numbers = new Uint32Array(1024)
  #counts = new Uint16Array(1024)
  #segments = 0

  /** Adds the next segment. @param blob see segment.ts @throws EpochError `store-corrupt`, and nothing is added */
  add(blob: Uint8Array): void {
    let end = this.#starts[this.#segments] ?? 0
    eachCount(blob, (number, count) => {
      if (end === this.#numbers.length) this.#growCounts()
      this.#numbers[end] = number
      this.#counts[end] = count
      end++
    })
    this.#segments++
    if (this.#segments === this.#starts.length) this.#starts = grown(this.#starts, new Uint32Array(2 * this.#segments))
    this.#starts[this.#segments] = end
  }

  /** How often those numbers occur in a segment that are wanted. */
  sum(segment: number, isWanted: (number: number) => boolean): number {
    let sum = 0
    const end = this.#starts[segment + 1] ?? 0
    for (let i = this.#starts[segment] ?? 0; i < end; i++)
      if (isWanted(this.#numbers[i] ?? 0)) sum += this.#counts[i] ?? 0
    return sum
  }

  each(segment: number, visit: (number: number, count: number) => void): void {
    const end = this.#starts[segment + 1] ?? 0
    for (let i = this.#starts[segment] ?? 0; i < end; i++) visit(this.#numbers[i] ?? 0, this.#counts[i] ?? 0)
  }

  #growCounts(): void {
    this.#numbers = grown(this.#numbers, new Uint32Array(2 * this.#numbers.length))
    this.#counts = grown(this.#counts, new Uint16Array(2 * this.#counts.length))
  }
}

function grown<Numbers extends Uint16Array | Uint32Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old)
  return larger
}
