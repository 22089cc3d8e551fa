/** Messages of a subscription as a test says them, up to the last one. */
export class SaidMessages<Message extends { readonly kind: string }> {
  readonly #said: Message[] = []
  readonly #last: Message['kind']
  #wake = (): void => {}

  /** @param last the kind of message after which the subscription ends */
  constructor(last: Message['kind']) {
    this.#last = last
  }

  readonly say = (message: Message): void => {
    this.#said.push(message)
    this.#wake()
  }

  async *read(signal?: AbortSignal): AsyncGenerator<Message, void> {
    for (;;) {
      const next = this.#said.shift()
      if (next) yield next
      else
        await new Promise<void>((resolve, reject) => {
          this.#wake = resolve
          signal?.addEventListener('abort', () => reject(signal.reason))
        })
      if (next?.kind === this.#last) return
    }
  }
}
