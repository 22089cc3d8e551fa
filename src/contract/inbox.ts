/** What has arrived for one reader and was not taken yet, with its end or its failure. */
export class Inbox<Item> {
  #items: Item[] = []
  #ended = false
  #failure: { readonly reason: unknown } | undefined
  #wake: () => void = () => {}

  put(item: Item): void {
    this.#items.push(item)
    this.#wake()
  }

  /** The reader ends after what is there. */
  end(): void {
    this.#ended = true
    this.#wake()
  }

  /** The reader fails with `reason` at once; what is there is dropped. The first failure counts. */
  fail(reason: unknown): void {
    this.#failure ??= { reason }
    this.#items = []
    this.#wake()
  }

  /** @returns the next item once it is there, or nothing after the end. Only one reader may wait. */
  async take(): Promise<{ readonly item: Item } | undefined> {
    for (;;) {
      if (this.#failure) throw this.#failure.reason
      const item = this.#items.shift()
      if (item !== undefined) return { item }
      if (this.#ended) return undefined
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
