/** Keeps the values used last, as many as fit in a number of bytes, and always the very last. */
export class BoundedCache<Value extends { readonly bytes: number }> {
  readonly #mostBytes: number
  readonly #values = new Map<string, Value>()

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes
  }

  get(key: string, make: () => Value): Value {
    const value = this.#values.get(key) ?? make()
    this.#values.delete(key)
    this.#values.set(key, value)
    return value
  }

  /** Call when values may have grown. */
  trim(): void {
    let bytes = 0
    for (const value of this.#values.values()) bytes += value.bytes
    for (const [key, value] of this.#values) {
      if (bytes <= this.#mostBytes || this.#values.size === 1) return
      bytes -= value.bytes
      this.#values.delete(key)
    }
  }
}
