import { type Position, START } from '../../../core/event.ts'
import type { AskProgress } from '../../../projection/ask/questions.ts'
import type { WorkerPlatform } from './worker-platform.ts'

/** Who works for longer than this says that it lives, and how far it is. */
const TELL_MS = 100

/** As many as may be at the worker unfolded when it falls silent. */
const MAX_NAMED = 10_000

/** Lets the page know that the worker is at work and not in a loop, and at which event it is where the page must know. */
export class Vitals {
  readonly #platform: WorkerPlatform
  readonly #namingAfter: Position
  #aliveMs: number
  #progressMs: number
  #named: Position | undefined
  /** How many more events are to be named. */
  #left: number

  /** @param namingAfter the position after which events are named, if any are to be */
  constructor(platform: WorkerPlatform, namingAfter?: Position) {
    this.#platform = platform
    this.#namingAfter = namingAfter ?? START
    this.#left = namingAfter === undefined ? 0 : MAX_NAMED
    this.#aliveMs = platform.nowMs()
    this.#progressMs = this.#aliveMs
  }

  /** Something that ends with a message to the page begins. */
  begin(): void {
    this.#aliveMs = this.#platform.nowMs()
  }

  /** Before each call of the projection's code. */
  enter(position: Position): void {
    const nowMs = this.#platform.nowMs()
    if (this.#left > 0 && position > this.#namingAfter && position !== this.#named) {
      this.#named = position
      this.#left--
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
