import type { ValueRef, ValueStore } from '../../../projection/value-store.ts'
import type { PageLink } from './page-link.ts'

/** Most bytes that are asked for at once: the page takes no call for many more. */
const MAX_READ_BYTES = 32 * 1024 * 1024

/** Most ranges that are asked for at once. */
const MAX_RANGES = 10_000

/** A {@link ValueStore} that the page keeps elsewhere. */
export class PageValueStore implements ValueStore {
  readonly #page: PageLink
  #size = 0

  constructor(page: PageLink) {
    this.#page = page
  }

  get size(): number {
    return this.#size
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.#page.call({ what: 'append', bytes: chunk })
    this.#size += chunk.length
  }

  async readMany(refs: readonly ValueRef[]): Promise<readonly Uint8Array[]> {
    const values: Uint8Array[] = []
    for (const ranges of inCalls(refs)) {
      const { bytes = new Uint8Array() } = await this.#page.call({ what: 'read', ranges })
      let at = 0
      for (const { start, end } of ranges) {
        values.push(bytes.subarray(at, at + end - start))
        at += end - start
      }
    }
    return values
  }

  /** The page lets go of it with the worker. */
  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** Ranges in groups of a call each; one that is longer than a call should be has a call of its own. */
function* inCalls(refs: readonly ValueRef[]): Generator<readonly ValueRef[], void> {
  let group: ValueRef[] = []
  let bytes = 0
  for (const ref of refs) {
    const length = ref.end - ref.start
    if (group.length > 0 && (bytes + length > MAX_READ_BYTES || group.length === MAX_RANGES)) {
      yield group
      group = []
      bytes = 0
    }
    group.push(ref)
    bytes += length
  }
  if (group.length > 0) yield group
}
