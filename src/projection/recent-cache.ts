/** Keeps what was used of late, up to a sum of sizes: in two generations, of which the older is dropped whole when the newer is full. */
export class RecentCache<Key, Value> {
  readonly #limit: number
  #newer = new Map<Key, Value>()
  #older = new Map<Key, Value>()
  #newerSize = 0
  readonly #sizeOf: (value: Value) => number

  constructor(limit: number, sizeOf: (value: Value) => number) {
    this.#limit = limit
    this.#sizeOf = sizeOf
  }

  get(key: Key): Value | undefined {
    const newer = this.#newer.get(key)
    if (newer !== undefined) return newer
    const older = this.#older.get(key)
    if (older !== undefined) this.put(key, older)
    return older
  }

  put(key: Key, value: Value): void {
    this.#newer.set(key, value)
    this.#newerSize += this.#sizeOf(value)
    if (this.#newerSize * 2 < this.#limit) return
    this.#older = this.#newer
    this.#newer = new Map()
    this.#newerSize = 0
  }

  clear(): void {
    this.#newer = new Map()
    this.#older = new Map()
    this.#newerSize = 0
  }
}
