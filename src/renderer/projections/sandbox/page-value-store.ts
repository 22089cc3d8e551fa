import type { ValueRef, ValueStore } from '../../../projection/value-store.ts'
import type { PageLink } from './page-link.ts'

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
    if (refs.length === 0) return []
    const { bytes = new Uint8Array() } = await this.#page.call({ what: 'read', ranges: refs })
    let at = 0
    return refs.map(({ start, end }) => {
      const from = at
      at += end - start
      return bytes.subarray(from, at)
    })
  }

  /** The page lets go of it with the worker. */
  close(): Promise<void> {
    return Promise.resolve()
  }
}
