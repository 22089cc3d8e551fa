/** Random numbers that a seed decides (mulberry32). */
export class SeededRandom {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 to 1, exclusive. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }

  /** A whole number from 0 to `most`, both inclusive. */
  upTo(most: number): number {
    return Math.floor(this.next() * (most + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of `items`, which are some. */
  oneOf<Item>(items: readonly Item[]): Item {
    const item = items[this.upTo(items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to choose from')
    return item
  }

  /** Takes one of `items` out of them. */
  take<Item>(items: Item[]): Item | undefined {
    return items.splice(this.upTo(items.length - 1), 1)[0]
  }
}
