import { RecentCache } from './recent-cache.ts'
import type { ValueRef, ValueStore } from './value-store.ts'

export interface SpillOptions {
  /** Called once, when the budget is used up. The store is this one's own from then on. */
  readonly openBacking: () => Promise<ValueStore>
  /** Most bytes in memory, those that the appender says it holds itself among them. The newest slab always stays. */
  readonly budgetBytes?: number
  readonly slabBytes?: number
  /** Most bytes of values read back from the backing that are kept. */
  readonly cacheBytes?: number
}

const BUDGET_BYTES = 1024 ** 3
const SLAB_BYTES = 4 * 1024 * 1024
const CACHE_BYTES = 32 * 1024 * 1024

/** Where a slab's bytes are: here, or from a place of the backing on. */
type Slab = { readonly bytes: Uint8Array } | { readonly start: number }

/** A {@link ValueStore} that holds the newest values in memory, up to a budget, and has the oldest elsewhere. */
export class SpillingValueStore implements ValueStore {
  readonly #openBacking: () => Promise<ValueStore>
  readonly #budgetBytes: number
  readonly #slabBytes: number
  readonly #slabs: Slab[] = []
  /** How many slabs, from the first on, are in the backing. */
  #spilled = 0
  readonly #read: RecentCache<number, Uint8Array>
  #backing: ValueStore | undefined
  #size = 0

  constructor({
    openBacking,
    budgetBytes = BUDGET_BYTES,
    slabBytes = SLAB_BYTES,
    cacheBytes = CACHE_BYTES,
  }: SpillOptions) {
    this.#openBacking = openBacking
    this.#budgetBytes = budgetBytes
    this.#slabBytes = slabBytes
    this.#read = new RecentCache(cacheBytes, ({ length }) => length)
  }

  get size(): number {
    return this.#size
  }

  /** How many bytes are not in memory. */
  get spilledBytes(): number {
    return this.#spilled * this.#slabBytes
  }

  async append(chunk: Uint8Array, besides = 0): Promise<void> {
    const needed = Math.ceil((this.#size + chunk.length) / this.#slabBytes)
    while (this.#size < needed * this.#slabBytes && this.#isOver(needed, besides)) await this.#spill()
    for (let from = 0; from < chunk.length; ) from += this.#write(chunk.subarray(from))
  }

  async readMany(refs: readonly ValueRef[]): Promise<readonly Uint8Array[]> {
    const parts = refs.map((ref) => this.#partsOf(ref))
    const wanted = parts.flat().filter((part): part is Fetched => !(part instanceof Uint8Array))
    if (wanted.length > 0) await this.#fetch(wanted)
    return parts.map((some) => joined(some.map((part) => (part instanceof Uint8Array ? part : part.bytes))))
  }

  async close(): Promise<void> {
    this.#slabs.length = 0
    this.#read.clear()
    await this.#backing?.close()
  }

  #isOver(slabs: number, besides: number): boolean {
    const full = Math.floor(this.#size / this.#slabBytes)
    return this.#spilled < full && (slabs - this.#spilled) * this.#slabBytes + besides > this.#budgetBytes
  }

  /** Moves the oldest slab in memory to the backing. It can be read here until it is there. */
  async #spill(): Promise<void> {
    this.#backing ??= await this.#openBacking()
    const slab = this.#slabs[this.#spilled]
    if (slab === undefined || !('bytes' in slab)) throw new RangeError(`slab ${this.#spilled} is not in memory`)
    const { size: start } = this.#backing
    await this.#backing.append(slab.bytes)
    this.#slabs[this.#spilled++] = { start }
  }

  /** Writes what of `bytes` has room in the last slab. @returns how much that was */
  #write(bytes: Uint8Array): number {
    const at = this.#size % this.#slabBytes
    if (at === 0) this.#slabs.push({ bytes: new Uint8Array(this.#slabBytes) })
    const slab = this.#slabs.at(-1)
    const part = bytes.subarray(0, this.#slabBytes - at)
    if (slab && 'bytes' in slab) slab.bytes.set(part, at)
    this.#size += part.length
    return part.length
  }

  /** The value's bytes slab by slab, or where they are to be fetched from. */
  #partsOf({ start, end }: ValueRef): readonly (Uint8Array | Fetched)[] {
    if (start > end || end > this.#size) throw new RangeError(`bytes ${start} to ${end} of a store of ${this.#size}`)
    const parts: (Uint8Array | Fetched)[] = []
    for (let at = start; at < end; ) {
      const inSlab = at % this.#slabBytes
      const length = Math.min(this.#slabBytes - inSlab, end - at)
      const slab = this.#slabs[(at - inSlab) / this.#slabBytes]
      if (slab === undefined) throw new RangeError('the store is closed')
      if ('bytes' in slab) parts.push(slab.bytes.subarray(inSlab, inSlab + length))
      else {
        const from = slab.start + inSlab
        parts.push(this.#read.get(from) ?? { start: from, end: from + length, bytes: new Uint8Array() })
      }
      at += length
    }
    return parts
  }

  async #fetch(wanted: readonly Fetched[]): Promise<void> {
    const read = (await this.#backing?.readMany(wanted)) ?? []
    for (const [at, part] of wanted.entries()) {
      part.bytes = read[at] ?? part.bytes
      // A copy: the backing may have read much else into the same buffer.
      if (part.bytes.length > 0) this.#read.put(part.start, part.bytes.slice())
    }
  }
}

interface Fetched extends ValueRef {
  bytes: Uint8Array
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(), ...others] = parts
  if (others.length === 0) return first
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
