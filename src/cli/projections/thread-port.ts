import type { MessagePort } from 'node:worker_threads'
import { EpochError, errorRecord } from '../../core/errors.ts'
import type { Event } from '../../core/event.ts'
import type { HistoryRange, ThreadMessage, ThreadReply } from './projection-messages.ts'
import type { ThreadOutput } from './projection-task.ts'

/** The way from a projection's thread to who started it. */
export class ThreadPort {
  readonly #post: (message: ThreadMessage) => void
  /** Whoever asked and has no answer yet: answers come in the order of the questions. */
  readonly #waiting: ((reply: ThreadReply) => void)[] = []
  #reads = 0

  /** Before the projections' code is loaded, which may change the port. */
  constructor(port: MessagePort) {
    this.#post = port.postMessage.bind(port)
    port.on('message', (reply: ThreadReply) => this.#waiting.shift()?.(reply))
  }

  /** The events of a range, page by page. */
  async *read(range: HistoryRange): AsyncGenerator<readonly Event[], void> {
    const read = ++this.#reads
    this.#post({ kind: 'read', read, range })
    try {
      for (;;) {
        const events = await this.#page(read)
        if (events === undefined) return
        yield events
      }
    } finally {
      this.#post({ kind: 'close', read })
    }
  }

  /** Resolves when it was taken. */
  async output(output: ThreadOutput): Promise<void> {
    await this.#ask({ kind: 'output', output })
  }

  progress({ position, events }: Omit<Extract<ThreadMessage, { readonly kind: 'progress' }>, 'kind'>): void {
    this.#post({ kind: 'progress', position, events })
  }

  done(): void {
    this.#post({ kind: 'done' })
  }

  failed(error: unknown): void {
    this.#post(
      error instanceof EpochError ? { kind: 'failed', error: errorRecord(error) } : { kind: 'bug', bug: error },
    )
  }

  async #page(read: number): Promise<readonly Event[] | undefined> {
    const reply = await this.#ask({ kind: 'next', read })
    return reply.kind === 'page' ? reply.events : undefined
  }

  #ask(message: ThreadMessage): Promise<ThreadReply> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      this.#post(message)
    })
  }
}
