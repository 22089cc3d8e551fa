/** Keeps the values used last, as many as weigh no more than `most` together, and always the very last. */
export class RecentMap<Key, Value> {
  readonly #most: number
  readonly #weightOf: (value: Value) => number
  readonly #values = new Map<Key, Value>()
  #weight = 0

  /** @param weightOf must stay the same for a value */
  constructor(most: number, weightOf: (value: Value) => number) {
    this.#most = most
    this.#weightOf = weightOf
  }

  get(key: Key, make: () => Value): Value {
    const known = this.#values.get(key)
    if (known !== undefined) {
      this.#values.delete(key)
      this.#values.set(key, known)
      return known
    }
    const made = make()
    this.#values.set(key, made)
    this.#weight += this.#weightOf(made)
    this.#trim()
    return made
  }

  #trim(): void {
    for (const [key, value] of this.#values) {
      if (this.#weight <= this.#most || this.#values.size === 1) return
      this.#values.delete(key)
      this.#weight -= this.#weightOf(value)
    }
  }
}
