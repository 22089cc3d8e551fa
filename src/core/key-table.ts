const SMALLEST = 64
const LARGEST_KEPT = 1 << 16
const MOST_PROBES = 32

/**
 * Knows the keys of a text's objects by 32 bits of each, so that a key that is there twice is never missed; two keys that are not the
 * same may be taken for it. Open addressing; a text ends by {@link clear}, which costs nothing.
 */
export class KeyTable {
  #prints = new Int32Array(SMALLEST)
  #texts = new Int32Array(SMALLEST)
  #text = 1
  #size = 0

  /** Whether the key may be in the object already; from then on it is. */
  has(object: number, keyHash: number): boolean {
    if (this.#size * 2 >= this.#prints.length) this.#grow()
    const print = Math.imul(keyHash ^ Math.imul(object, 0x9e3779b1), 0x85ebca6b)
    const mask = this.#prints.length - 1
    let slot = (print ^ (print >>> 15)) & mask
    for (let probes = 0; this.#texts[slot] === this.#text; probes++) {
      if (this.#prints[slot] === print || probes === MOST_PROBES) return true
      slot = (slot + 1) & mask
    }
    this.#texts[slot] = this.#text
    this.#prints[slot] = print
    this.#size++
    return false
  }

  clear(): void {
    this.#size = 0
    if (this.#prints.length <= LARGEST_KEPT && this.#text < 0x7fffffff) {
      this.#text++
      return
    }
    this.#prints = new Int32Array(SMALLEST)
    this.#texts = new Int32Array(SMALLEST)
    this.#text = 1
  }

  #grow(): void {
    const [prints, texts] = [this.#prints, this.#texts]
    this.#prints = new Int32Array(prints.length * 2)
    this.#texts = new Int32Array(prints.length * 2)
    const mask = this.#prints.length - 1
    for (const [from, print] of prints.entries()) {
      if (texts[from] !== this.#text) continue
      let slot = (print ^ (print >>> 15)) & mask
      while (this.#texts[slot] === this.#text) slot = (slot + 1) & mask
      this.#texts[slot] = this.#text
      this.#prints[slot] = print
    }
  }
}
