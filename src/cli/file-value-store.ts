import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EpochError } from '../core/errors.ts'
import type { ValueRef, ValueStore } from '../projection/value-store.ts'

const QUOTA_BYTES = 8 * 1024 ** 3

/** Values that lie no further apart than this are read together with what is between them. */
const GAP_BYTES = 4096
const MAX_READ_BYTES = 1024 * 1024

/** A {@link ValueStore} in a scratch file that is gone when it is closed, or the process ends. */
export class FileValueStore implements ValueStore {
  readonly #folder = mkdtempSync(join(tmpdir(), 'epoch-values-'))
  readonly #quotaBytes: number
  readonly #file: number
  #size = 0

  constructor(quotaBytes: number = QUOTA_BYTES) {
    this.#quotaBytes = quotaBytes
    this.#file = openSync(join(this.#folder, 'values'), 'wx+', 0o600)
    // Where a file can be used without a name, whatever ends the process leaves none behind.
    if (process.platform !== 'win32') this.#removeFolder()
  }

  get size(): number {
    return this.#size
  }

  /** @throws EpochError `value-too-large`, `disk-full` */
  async append(chunk: Uint8Array): Promise<void> {
    if (this.#size + chunk.length > this.#quotaBytes)
      throw new EpochError(
        'value-too-large',
        `the history of this read model takes more than ${this.#quotaBytes / 1024 ** 2} MiB on disk; keep less in its cells, or let it read fewer events`,
        { limitBytes: this.#quotaBytes },
      )
    try {
      for (let from = 0; from < chunk.length; )
        from += writeSync(this.#file, chunk, from, chunk.length - from, this.#size + from)
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause
      throw new EpochError('disk-full', `there is no room in ${tmpdir()} for what the read model was`, {}, { cause })
    }
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
    this.#removeFolder()
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

  #removeFolder(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function isNear({ start: next, end: nextEnd }: ValueRef, start: number, end: number): boolean {
  return next - end <= GAP_BYTES && nextEnd - start <= MAX_READ_BYTES
}
