import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ValueRef, ValueStore } from '../../../src/projection/value-store.ts'

/** Values that lie no further apart than this are read together with what is between them. */
const GAP_BYTES = 4096
const MAX_READ_BYTES = 1024 * 1024

/** A {@link ValueStore} in a file of this process's own, as the host has it for the window, without a way in between. */
export class FileValueStore implements ValueStore {
  readonly #folder = mkdtempSync(join(tmpdir(), 'epoch-values-'))
  readonly #file = openSync(join(this.#folder, 'values'), 'wx+', 0o600)
  #size = 0

  get size(): number {
    return this.#size
  }

  async append(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length; )
      from += writeSync(this.#file, chunk, from, chunk.length - from, this.#size + from)
    this.#size += chunk.length
  }

  async readMany(refs: readonly ValueRef[]): Promise<readonly Uint8Array[]> {
    const order = refs.map((_, at) => at).sort((a, b) => (refs[a]?.start ?? 0) - (refs[b]?.start ?? 0))
    const values: Uint8Array[] = new Array(refs.length)
    for (let first = 0; first < order.length; ) {
      const { start } = refs[order[first] ?? 0] ?? { start: 0 }
      let end = start
      let next = first
      for (; next < order.length; next++) {
        const ref = refs[order[next] ?? 0]
        if (ref === undefined || (next > first && !isNear(ref, start, end))) break
        end = Math.max(end, ref.end)
      }
      const bytes = this.#read(start, end)
      for (; first < next; first++) {
        const at = order[first] ?? 0
        const ref = refs[at]
        if (ref) values[at] = bytes.subarray(ref.start - start, ref.end - start)
      }
    }
    return values
  }

  async close(): Promise<void> {
    closeSync(this.#file)
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #read(start: number, end: number): Uint8Array {
    if (start > end || end > this.#size) throw new RangeError(`bytes ${start} to ${end} of a file of ${this.#size}`)
    const bytes = Buffer.allocUnsafe(end - start)
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(this.#file, bytes, at, bytes.length - at, start + at)
      if (read === 0) throw new RangeError(`the file ends before byte ${end}`)
      at += read
    }
    return bytes
  }
}

function isNear({ start: next, end: nextEnd }: ValueRef, start: number, end: number): boolean {
  return next - end <= GAP_BYTES && nextEnd - start <= MAX_READ_BYTES
}
