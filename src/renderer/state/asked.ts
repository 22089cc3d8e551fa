import { EpochError, errorRecord } from '../../core/errors.ts'
import type { AskProgress } from '../../projection/ask/questions.ts'
import type { AskOptions } from './projection-port.ts'

/** What has become of a question to a projection. */
export type Asked<Answer> =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'asking'; readonly progress?: AskProgress }
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly message: string }

export const NOTHING_ASKED = { kind: 'nothing' } as const

/** One question at a time: a newer one ends the one before, whose answer is told to nobody. */
export class OneQuestion<Answer> {
  readonly #tell: (asked: Asked<Answer>) => void
  #underWay = new AbortController()

  constructor(tell: (asked: Asked<Answer>) => void) {
    this.#tell = tell
  }

  ask(ask: (options: AskOptions) => Promise<Answer>): void {
    this.#underWay.abort()
    this.#underWay = new AbortController()
    const { signal } = this.#underWay
    const tell = (asked: Asked<Answer>): void => {
      if (!signal.aborted) this.#tell(asked)
    }
    tell({ kind: 'asking' })
    ask({ signal, onProgress: (progress) => tell({ kind: 'asking', progress }) }).then(
      (answer) => tell({ kind: 'answered', answer }),
      (error: unknown) => {
        if (signal.aborted) return
        if (!(error instanceof EpochError)) reportError(error)
        tell({ kind: 'failed', message: errorRecord(error).message })
      },
    )
  }

  stop(): void {
    this.#underWay.abort()
    this.#tell(NOTHING_ASKED)
  }
}
