import type { AppendResult } from '../../core/event-store-backend.ts'
import type { AppendCall, LogWriter } from './log-writer.ts'

/** Most appends in one commit. */
const MOST_TOGETHER = 1000

interface Waiting {
  readonly call: AppendCall
  readonly resolve: (result: AppendResult) => void
  readonly reject: (error: unknown) => void
}

/** Lets appends that arrive in one turn of the event loop be committed together: one wait for the disk instead of many. */
export class AppendQueue {
  readonly #writer: Pick<LogWriter, 'append'>
  #waiting: Waiting[] = []

  constructor(writer: Pick<LogWriter, 'append'>) {
    this.#writer = writer
  }

  /** Whether no append waits. */
  get isIdle(): boolean {
    return this.#waiting.length === 0
  }

  append(call: AppendCall): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#commit())
      this.#waiting.push({ call, resolve, reject })
    })
  }

  #commit(): void {
    const together = this.#waiting.splice(0, MOST_TOGETHER)
    if (this.#waiting.length > 0) setImmediate(() => this.#commit())
    const outcomes = this.#writer.append(together.map(({ call }) => call))
    for (const [i, { resolve, reject }] of together.entries()) {
      const outcome = outcomes[i]
      if (outcome?.kind === 'appended') resolve(outcome.result)
      else reject(outcome?.error)
    }
  }
}
