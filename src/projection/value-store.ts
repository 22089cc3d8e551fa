import { EpochError } from '../core/errors.ts'

/** Bytes `start` up to but not including `end` of a {@link ValueStore}. */
export interface ValueRef {
  readonly start: number
  readonly end: number
}

/** Keeps texts end to end, and only ever grows. Readers ask for many at once, so that one on disk can answer with one read. */
export interface ValueStore {
  /** How many bytes are in it: where the next value begins. */
  readonly size: number
  append(text: string): void
  /** The texts of `refs`, in their order. */
  readMany(refs: readonly ValueRef[]): readonly string[]
}

/** The part of the platform's TextEncoder and TextDecoder that Epoch's pure code needs; Node's and the DOM's are one. */
export interface TextCodec {
  readonly encoder: { encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number } }
  readonly decoder: { decode(bytes: Uint8Array): string }
}

const SLAB_BYTES = 4 * 1024 * 1024
const MAX_BYTES_PER_UNIT = 3

/** A {@link ValueStore} in memory: UTF-8 in slabs, outside the script engine's own heap. */
export class MemoryValueStore implements ValueStore {
  readonly #codec: TextCodec
  readonly #limitBytes: number
  readonly #slabs: Uint8Array[] = []
  #scratch = new Uint8Array(64 * 1024)
  #size = 0

  constructor(codec: TextCodec, limitBytes: number = 2 ** 31) {
    this.#codec = codec
    this.#limitBytes = limitBytes
  }

  get size(): number {
    return this.#size
  }

  /** @throws EpochError `value-too-large` when the store is full; nothing is added then */
  append(text: string): void {
    const most = text.length * MAX_BYTES_PER_UNIT
    const at = this.#size % SLAB_BYTES
    const slab = this.#slabs.at(-1)
    if (slab && at > 0 && at + most <= SLAB_BYTES) {
      const { written } = this.#codec.encoder.encodeInto(text, slab.subarray(at))
      this.#checkRoom(written)
      this.#size += written
      return
    }
    const scratch = this.#scratchOf(most)
    const { written } = this.#codec.encoder.encodeInto(text, scratch)
    this.#checkRoom(written)
    for (let from = 0; from < written; ) from += this.#write(scratch.subarray(from, written))
  }

  readMany(refs: readonly ValueRef[]): readonly string[] {
    return refs.map((ref) => this.#codec.decoder.decode(this.#bytesOf(ref)))
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

  #scratchOf(bytes: number): Uint8Array {
    if (bytes > this.#scratch.length) this.#scratch = new Uint8Array(Math.max(bytes, this.#scratch.length * 2))
    return this.#scratch
  }
}
