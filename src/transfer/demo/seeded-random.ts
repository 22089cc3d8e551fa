/**
 * Random numbers that are the same for the same seed on every machine: Chris Doty-Humphrey's sfc32, its 128 bits of state
 * filled from the seed.
 */
export class SeededRandom {
  #a: number
  #b = 0x9e3779b9
  #c = 0x243f6a88
  #counter = 1

  constructor(seed: number) {
    this.#a = seed >>> 0
    this.#b ^= Math.floor(seed / 0x1_0000_0000) >>> 0
    for (let i = 0; i < 15; i++) this.bits()
  }

  /** 32 random bits as an unsigned integer. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    this.#c |= 0
    return sum >>> 0
  }

  /** At least 0 and less than 1. */
  fraction(): number {
    return this.bits() / 0x1_0000_0000
  }

  /** Between two numbers. */
  between(least: number, most: number): number {
    return least + (most - least) * this.fraction()
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1))
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  /** Waiting time until something that happens by chance, on average after `mean`. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.fraction())
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
}
