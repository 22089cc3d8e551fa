/** Carries the newest of many values to one slow reader; those it had no time for are lost. */
export class Latest<Value> {
  #value: { readonly value: Value } | undefined
  #ended = false
  #wake: () => void = () => {}

  put(value: Value): void {
    this.#value = { value }
    this.#wake()
  }

  /** The reader ends after the newest value. */
  end(): void {
    this.#ended = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Value, void> {
    for (;;) {
      const next = this.#value
      this.#value = undefined
      if (next) yield next.value
      else if (this.#ended) return
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
  }
}
