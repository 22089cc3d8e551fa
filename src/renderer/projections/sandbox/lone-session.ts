import { EpochError, errorOfRecord } from '../../../core/errors.ts'
import { EVERYTHING } from '../../../core/event-filter.ts'
import type { FailurePolicy } from '../../../core/projection.ts'
import { predicateScript } from '../../../projection/ask/predicate.ts'
import type { AskOptions, EventSource, ProjectionError } from '../../state/projection-port.ts'
import { PageCalls } from './page-calls.ts'
import { WatchedWorker } from './watched-worker.ts'
import { whatIfSource } from './what-if-source.ts'
import type { Answer, LoadedCode, LoneMessage, LoneQuestion, WorkerMessage } from './worker-protocol.ts'

export interface LoneOptions extends AskOptions {
  readonly code: LoadedCode
  readonly events: EventSource
  readonly onFailure: FailurePolicy | undefined
}

/**
 * Has a worker of its own answer one question, and ends it with the answer or as soon as nobody waits for it.
 *
 * @throws EpochError `predicate-invalid`, `what-if-invalid`, `projection-timeout`, `projection-crashed`, what the projection did wrong; the
 * signal's reason
 */
export async function answerAlone(question: LoneQuestion, options: LoneOptions): Promise<Answer> {
  const { events, signal } = options
  const message = messageOf(question, options)
  const other = await otherHistory(question, events)
  signal.throwIfAborted()
  return await new LoneSession(message, { events, signal, other, onProgress: options.onProgress }).answer
}

interface LoneHistories extends AskOptions {
  readonly events: EventSource
  readonly other: EventSource | undefined
}

class LoneSession {
  readonly answer: Promise<Answer>
  readonly #message: LoneMessage
  readonly #options: LoneHistories
  readonly #worker: WatchedWorker
  readonly #calls: PageCalls
  #isAsked = false
  #resolve: (answer: Answer) => void = () => {}
  #reject: (reason: unknown) => void = () => {}

  constructor(message: LoneMessage, options: LoneHistories) {
    this.#message = message
    this.#options = options
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.#worker = new WatchedWorker({
      isDue: () => this.#isAsked,
      onMessage: (said) => this.#take(said),
      onEnd: (end) => this.#fail(end.kind === 'failed' ? errorOf(end.error) : endError(end.kind)),
    })
    const { events, other, signal } = options
    this.#calls = new PageCalls({
      events,
      ...(other && { other }),
      filter: () => EVERYTHING,
      signal: this.#worker.signal,
    })
    signal.addEventListener('abort', this.#abort)
  }

  readonly #abort = (): void => this.#fail(this.#options.signal.reason)

  #take(said: WorkerMessage): void {
    switch (said.kind) {
      case 'up':
        if (this.#isAsked) this.#worker.refuse(new TypeError('it says twice that it is there'))
        this.#isAsked = true
        this.#worker.post(this.#message)
        return
      case 'call':
        this.#worker.guard(this.#answerCall(said))
        return
      case 'asked-progress':
        this.#options.onProgress(said.progress)
        return
      case 'answer':
        this.#close()
        this.#resolve(said.answer)
        return
      case 'failed':
        this.#fail(errorOf(said))
        return
      default:
    }
  }

  async #answerCall({ id, call }: Extract<WorkerMessage, { kind: 'call' }>): Promise<void> {
    this.#worker.post(await this.#calls.answer(id, call))
  }

  #fail(reason: unknown): void {
    this.#close()
    this.#reject(reason)
  }

  #close(): void {
    this.#options.signal.removeEventListener('abort', this.#abort)
    this.#worker.close()
  }
}

function messageOf(question: LoneQuestion, { code, onFailure }: LoneOptions): LoneMessage {
  const predicate = predicateTextOf(question)
  const other = question.name === 'compare' ? question.input.otherScript : undefined
  return {
    kind: 'lone',
    code,
    question,
    ...(onFailure && { onFailure }),
    ...(predicate !== undefined && { predicate: predicateScript(predicate) }),
    ...(other !== undefined && { other: { ...code, script: other } }),
  }
}

function predicateTextOf(question: LoneQuestion): string | undefined {
  if (question.name === 'find') return question.input.predicate
  if (question.name !== 'shrink') return undefined
  const { goal } = question.input
  return goal.kind === 'predicate' ? goal.predicate : undefined
}

async function otherHistory(question: LoneQuestion, events: EventSource): Promise<EventSource | undefined> {
  if (question.name !== 'compare' || question.input.whatIf === undefined) return undefined
  return await whatIfSource(question.input.whatIf, events)
}

function endError(kind: 'silent' | 'lost'): EpochError {
  if (kind === 'lost') return new EpochError('projection-crashed', 'the sandbox went down while it answered; ask again')
  return new EpochError(
    'projection-timeout',
    'the question was stopped: it was at one event for more than 1 s; look for a loop that does not end',
  )
}

function errorOf({ code, message, line }: Pick<ProjectionError, 'code' | 'message' | 'line'>): EpochError {
  return errorOfRecord({ code, message, details: line === undefined ? {} : { line } })
}
