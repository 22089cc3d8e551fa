import { errorOfRecord } from '../../../core/errors.ts'
import type { Event, Position } from '../../../core/event.ts'
import { EVERYTHING } from '../../../core/event-filter.ts'
import type { AskOptions, EventSource } from '../../state/projection-port.ts'
import type { Answer, LiveQuestion, PageMessage, WorkerMessage } from './worker-protocol.ts'

interface Asked {
  readonly id: number
  readonly onProgress: AskOptions['onProgress']
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
}

/** The question that a worker that follows the log is asked, one at a time. */
export class LiveQuestions {
  readonly #events: EventSource
  readonly #post: (message: PageMessage) => void
  #ids = 0
  #asked: Asked | undefined
  #ended: unknown

  constructor(events: EventSource, post: (message: PageMessage) => void) {
    this.#events = events
    this.#post = post
  }

  get isAsked(): boolean {
    return this.#asked !== undefined
  }

  /** Resolves when the worker has answered; where the signal is aborted before, it is told so and rejects. */
  async ask(question: LiveQuestion, { signal, onProgress }: AskOptions): Promise<Answer> {
    const text = question.name === 'inspect' ? JSON.stringify(await this.#eventAt(question.input.position)) : undefined
    const id = ++this.#ids
    const cancel = (): void => this.#post({ kind: 'cancel', id })
    signal.addEventListener('abort', cancel)
    try {
      return await new Promise((resolve, reject) => {
        signal.throwIfAborted()
        if (this.#ended !== undefined) return reject(this.#ended)
        this.#asked = { id, onProgress, resolve, reject }
        this.#post({ kind: 'ask', id, question, ...(text !== undefined && { text }) })
      })
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }

  heard(message: Extract<WorkerMessage, { kind: 'answer' | 'unanswered' | 'asked-progress' }>): void {
    const asked = this.#asked
    if (asked === undefined) return
    if (message.kind === 'asked-progress') {
      asked.onProgress(message.progress)
      return
    }
    if (message.id !== asked.id) return
    this.#asked = undefined
    if (message.kind === 'answer') asked.resolve(message.answer)
    else asked.reject(errorOfRecord({ ...message.error, details: {} }))
  }

  /** No answer comes any more. */
  end(reason: unknown): void {
    this.#ended = reason
    this.#asked?.reject(reason)
    this.#asked = undefined
  }

  /** The event at exactly this position, in an array, or an empty one. */
  async #eventAt(position: Position): Promise<readonly Event[]> {
    for (let after = Math.max(0, position - 1) as Position; after < position; ) {
      const page = await this.#events.read(after, position, EVERYTHING)
      const last = page.at(-1)
      if (last === undefined) return []
      after = last.position
      if (after === position) return [last]
    }
    return []
  }
}
