const FIRST_PARTS = 256
const FULL = 0.6

/**
 * Positions by a hash of an id, about 30 bytes for each: so many that not all ids fit in memory. Different ids may share a hash, so who
 * finds one must compare the ids.
 */
export class IdHashes {
  readonly #parts = Array.from({ length: FIRST_PARTS }, () => new Part())

  /** @returns the position that the hash had before, where it had one; it keeps that */
  add(id: string, position: number): number | undefined {
    const hash = hashOf(id)
    return this.#partOf(hash).add(hash, position)
  }

  /** Where it says no, no id was added that is this one. */
  mayHave(id: string): boolean {
    const hash = hashOf(id)
    return this.#partOf(hash).has(hash)
  }

  #partOf(hash: number): Part {
    const part = this.#parts[hash % FIRST_PARTS]
    if (part === undefined) throw new RangeError(`${hash} is no hash`)
    return part
  }
}

/** Open addressing with steps of one; 0 is a free place. Small, so that growing it takes no noticeable time. */
class Part {
  #hashes = new Float64Array(16)
  #positions = new Float64Array(16)
  #size = 0

  has(hash: number): boolean {
    return this.#hashes[this.#placeOf(hash)] === hash
  }

  add(hash: number, position: number): number | undefined {
    if (this.#size >= this.#hashes.length * FULL) this.#grow()
    const place = this.#placeOf(hash)
    if (this.#hashes[place] === hash) return this.#positions[place]
    this.#hashes[place] = hash
    this.#positions[place] = position
    this.#size++
    return undefined
  }

  /** Where the hash is, or else where it belongs. */
  #placeOf(hash: number): number {
    const mask = this.#hashes.length - 1
    let place = Math.floor(hash / FIRST_PARTS) & mask
    while (this.#hashes[place] !== 0 && this.#hashes[place] !== hash) place = (place + 1) & mask
    return place
  }

  #grow(): void {
    const [hashes, positions] = [this.#hashes, this.#positions]
    this.#hashes = new Float64Array(hashes.length * 2)
    this.#positions = new Float64Array(hashes.length * 2)
    for (const [i, hash] of hashes.entries()) {
      if (hash === 0) continue
      const place = this.#placeOf(hash)
      this.#hashes[place] = hash
      this.#positions[place] = positions[i] ?? 0
    }
  }
}

/** 53 bits, never 0: FNV-1a over UTF-16 units from two starts, whose halves are put side by side. */
function hashOf(text: string): number {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
    high ^= high >>> 13
  }
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0) || 1
}
