import { hash } from 'node:crypto'

const SMALLEST = 1 << 12

/**
 * Counts how often each record was seen, in 24 bytes or so for each different one: a table with open addressing, keyed by 53 bits of
 * the record's SHA-1. Two records that share those bits count as one, and do so every time.
 */
export class OccurrenceCounter {
  #keys = new Float64Array(SMALLEST)
  #counts = new Uint32Array(SMALLEST)
  #size = 0

  /** How often `record` was counted before; counts it. */
  count(record: Uint8Array): number {
    if (this.#size * 2 >= this.#keys.length) this.#grow()
    const digest = hash('sha1', record, 'buffer')
    const slot = this.#slot(digest.readUInt32LE(0) * 2 ** 21 + (digest.readUInt32LE(4) >>> 11))
    const before = this.#counts[slot] ?? 0
    if (before === 0) this.#size += 1
    this.#counts[slot] = before + 1
    return before
  }

  /** The key's slot; if it has none yet, the free one where it now is. */
  #slot(key: number): number {
    const mask = this.#keys.length - 1
    let slot = key % this.#keys.length
    while (this.#counts[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask
    this.#keys[slot] = key
    return slot
  }

  #grow(): void {
    const keys = this.#keys
    const counts = this.#counts
    this.#keys = new Float64Array(keys.length * 2)
    this.#counts = new Uint32Array(keys.length * 2)
    for (const [from, count] of counts.entries()) {
      if (count > 0) this.#counts[this.#slot(keys[from] ?? 0)] = count
    }
  }
}
