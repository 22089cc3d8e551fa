/** Tells who waits that something changed; changes that nobody has seen yet are one. */
export class Changes {
  #count = 0
  readonly #wakes = new Set<() => void>()

  get count(): number {
    return this.#count
  }

  add(): void {
    this.#count++
    for (const wake of this.#wakes) wake()
  }

  /** Resolves as soon as {@link count} is another one than `seen`. Rejects with the signal's reason. */
  async past(seen: number, signal: AbortSignal): Promise<void> {
    while (this.#count === seen) {
      signal.throwIfAborted()
      await this.#next(signal)
    }
  }

  #next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#wakes.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      this.#wakes.add(wake)
      signal.addEventListener('abort', wake)
    })
  }
}
