import type { Position } from '../../../core/event.ts'
import type { AskProgress } from '../../../projection/ask/questions.ts'
import type { WorkerPlatform } from './worker-platform.ts'

/** Who works for longer than this says that it lives, and how far it is. */
const TELL_MS = 100

/** Lets the page know that the worker is at work and not in a loop, and at which event it is where the page must know. */
export class Vitals {
  readonly #platform: WorkerPlatform
  readonly #naming: { readonly namingAfter: Position; readonly namingUpTo: Position }
  #aliveMs: number
  #progressMs: number
  #named: Position | undefined

  constructor(platform: WorkerPlatform, naming: { readonly namingAfter: Position; readonly namingUpTo: Position }) {
    this.#platform = platform
    this.#naming = naming
    this.#aliveMs = platform.nowMs()
    this.#progressMs = this.#aliveMs
  }

  /** Something that ends with a message to the page begins. */
  begin(): void {
    this.#aliveMs = this.#platform.nowMs()
  }

  /** Before each call of the projection's code. */
  enter(position: Position): void {
    const { namingAfter, namingUpTo } = this.#naming
    const nowMs = this.#platform.nowMs()
    if (position > namingAfter && position <= namingUpTo && position !== this.#named) {
      this.#named = position
      this.#platform.post({ kind: 'folding', position })
    } else if (nowMs - this.#aliveMs >= TELL_MS) this.#platform.post({ kind: 'alive' })
    else return
    this.#aliveMs = nowMs
  }

  /** Between two steps of a question's answer: says how far it is, and lets whatever else waits go before. */
  async breathe(progress: AskProgress): Promise<void> {
    const nowMs = this.#platform.nowMs()
    if (progress.crossings || nowMs - this.#progressMs >= TELL_MS) {
      this.#progressMs = nowMs
      this.#platform.post({ kind: 'asked-progress', progress })
    }
    await this.#platform.later()
  }
}
