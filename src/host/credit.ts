/** How many more messages a reader has room for. One taker waits at a time. */
export class Credit {
  readonly #most: number
  #left: number
  #wake: () => void = () => {}

  /** `most`: what grants add up to at the highest, however often they come. */
  constructor(initial: number, most: number) {
    this.#most = most
    this.#left = Math.min(initial, most)
  }

  grant(more: number): void {
    this.#left = Math.min(this.#left + more, this.#most)
    this.#wake()
  }

  /** Resolves once there is room, which it uses up. Rejects with the signal's reason. */
  async take(signal: AbortSignal): Promise<void> {
    const wake = (): void => this.#wake()
    signal.addEventListener('abort', wake)
    try {
      for (;;) {
        signal.throwIfAborted()
        if (this.#left > 0) break
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
      this.#left--
    } finally {
      signal.removeEventListener('abort', wake)
    }
  }
}
