import { EpochError } from '../core/errors.ts'

/** Bytes `start` up to but not including `end` of a {@link ValueStore}. */
export interface ValueRef {
  readonly start: number
  readonly end: number
}

/** Keeps bytes end to end, and only ever grows. Readers ask for many at once, so that one on disk can answer with one read. */
export interface ValueStore {
  /** How many bytes are in it: where the next chunk begins. */
  readonly size: number
  /**
   * One at a time; the chunk is the caller's own again when this is done.
   *
   * @param besides how many bytes the caller holds in memory itself, for a budget of both
   * @throws EpochError `value-too-large` when the store is full; nothing is added then
   */
  append(chunk: Uint8Array, besides?: number): Promise<void>
  /** The bytes of `refs`, in their order; not to be changed. May be asked while an append is under way, for what was there before it. */
  readMany(refs: readonly ValueRef[]): Promise<readonly Uint8Array[]>
  /** Lets go of everything; nothing may be asked afterwards. */
  close(): Promise<void>
}

/** The part of the platform's TextEncoder and TextDecoder that Epoch's pure code needs; Node's and the DOM's are one. */
export interface TextCodec {
  readonly encoder: { encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number } }
  readonly decoder: { decode(bytes: Uint8Array): string }
}

const SLAB_BYTES = 4 * 1024 * 1024

/** A {@link ValueStore} in memory: in slabs, outside the script engine's own heap. */
export class MemoryValueStore implements ValueStore {
  readonly #limitBytes: number
  #slabs: Uint8Array[] = []
  #size = 0

  constructor(limitBytes: number = 2 ** 31) {
    this.#limitBytes = limitBytes
  }

  get size(): number {
    return this.#size
  }

  append(chunk: Uint8Array): Promise<void> {
    return settled(() => {
      this.#checkRoom(chunk.length)
      for (let from = 0; from < chunk.length; ) from += this.#write(chunk.subarray(from))
    })
  }

  readMany(refs: readonly ValueRef[]): Promise<readonly Uint8Array[]> {
    return settled(() => refs.map((ref) => this.#bytesOf(ref)))
  }

  close(): Promise<void> {
    this.#slabs = []
    return Promise.resolve()
  }

  #checkRoom(bytes: number): void {
    if (this.#size + bytes <= this.#limitBytes) return
    throw new EpochError(
      'value-too-large',
      `the history of this read model takes more than ${this.#limitBytes / 1024 ** 2} MiB; keep less in its cells, or let it read fewer events`,
      { limitBytes: this.#limitBytes },
    )
  }

  /** Writes what of `bytes` has room in the last slab. @returns how much that was */
  #write(bytes: Uint8Array): number {
    const at = this.#size % SLAB_BYTES
    if (at === 0) this.#slabs.push(new Uint8Array(SLAB_BYTES))
    const part = bytes.subarray(0, SLAB_BYTES - at)
    this.#slabs.at(-1)?.set(part, at)
    this.#size += part.length
    return part.length
  }

  #bytesOf({ start, end }: ValueRef): Uint8Array {
    const from = start % SLAB_BYTES
    const first = this.#slabs[(start - from) / SLAB_BYTES]
    if (first && from + end - start <= SLAB_BYTES) return first.subarray(from, from + end - start)
    const whole = new Uint8Array(end - start)
    for (let at = start; at < end; ) {
      const inSlab = at % SLAB_BYTES
      const slab = this.#slabs[(at - inSlab) / SLAB_BYTES]
      if (!slab) throw new RangeError(`bytes ${start} to ${end} of a store of ${this.#size}`)
      const part = slab.subarray(inSlab, Math.min(SLAB_BYTES, inSlab + end - at))
      whole.set(part, at - start)
      at += part.length
    }
    return whole
  }
}

/** What work gives or throws, as a promise. */
async function settled<Result>(work: () => Result): Promise<Result> {
  return work()
}
