import type { Position } from '../../../core/event.ts'
import type { AskProgress } from '../../../projection/ask/questions.ts'
import type { WorkerPlatform } from './worker-platform.ts'

/** Who works for longer than this says that it lives. */
const ALIVE_MS = 100

/** Lets the page know that the worker is at work and not in a loop, and at which event it is where the page must know. */
export class Vitals {
  readonly #platform: WorkerPlatform
  readonly #naming: { readonly namingAfter: Position; readonly namingUpTo: Position }
  #saidMs: number

  constructor(platform: WorkerPlatform, naming: { readonly namingAfter: Position; readonly namingUpTo: Position }) {
    this.#platform = platform
    this.#naming = naming
    this.#saidMs = platform.nowMs()
  }

  /** Something that ends with a message to the page begins. */
  begin(): void {
    this.#saidMs = this.#platform.nowMs()
  }

  /** Before each call of the projection's code. */
  enter(position: Position): void {
    const { namingAfter, namingUpTo } = this.#naming
    if (position > namingAfter && position <= namingUpTo) this.#platform.post({ kind: 'folding', position })
    else if (this.#isDue()) this.#platform.post({ kind: 'alive' })
  }

  /** Between two steps of a question's answer: says how far it is, and lets whatever else waits go before. */
  async breathe(progress: AskProgress): Promise<void> {
    if (this.#isDue() || progress.crossings) this.#platform.post({ kind: 'asked-progress', progress })
    await this.#platform.later()
  }

  #isDue(): boolean {
    const nowMs = this.#platform.nowMs()
    if (nowMs - this.#saidMs < ALIVE_MS) return false
    this.#saidMs = nowMs
    return true
  }
}
