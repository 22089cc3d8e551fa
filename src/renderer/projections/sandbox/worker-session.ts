import { EpochError } from '../../../core/errors.ts'
import { type Position, START } from '../../../core/event.ts'
import { EVERYTHING, type EventFilter } from '../../../core/event-filter.ts'
import type { FailurePolicy } from '../../../core/projection.ts'
import type { AskOptions, EventSource, ReadModelView, ValuesHost } from '../../state/projection-port.ts'
import { LiveQuestions } from './live-questions.ts'
import type { NewestQuestion } from './newest-question.ts'
import { PageCalls } from './page-calls.ts'
import { WatchedWorker, type WorkerEnd } from './watched-worker.ts'
import type {
  Answer,
  LiveQuestion,
  LoadedCode,
  WorkerLoaded,
  WorkerMessage,
  WorkerProgress,
} from './worker-protocol.ts'

/** How many messages of events may be at the worker and not yet folded. */
const WINDOW_BATCHES = 8

/** Why a session is over, and what the worker was at. */
export type SessionEnd = WorkerEnd & { readonly doing: Doing }

/** What a worker has to do: the events it is at lie after a position. */
export type Doing =
  | { readonly what: 'nothing' }
  | { readonly what: 'loading' }
  | { readonly what: 'folding'; readonly after: Position; readonly event?: Position }
  | { readonly what: 'showing'; readonly position: Position }
  | { readonly what: 'answering' }

export interface SessionOptions {
  readonly code: LoadedCode
  readonly events: EventSource
  readonly values: ValuesHost | undefined
  readonly onFailure: FailurePolicy | undefined
  readonly question: NewestQuestion
  readonly tailBytes: number
  readonly budgetBytes: number
  /** The script that the worker runs; default: Epoch's own. */
  readonly runtime?: string
  /** The worker is to name each event after this position before it folds it. */
  readonly namingAfter?: Position
  onLoaded(loaded: WorkerLoaded): void
  onProgress(progress: WorkerProgress): void
  onView(view: ReadModelView): void
  /** Called once; nothing is called after it, and not at all after {@link WorkerSession.close}. */
  onEnd(end: SessionEnd): void
}

/** One life of one worker: loads the projection, feeds it the log, and asks it what is to be shown or answered. */
export class WorkerSession {
  readonly #options: SessionOptions
  readonly #worker: WatchedWorker
  readonly #calls: PageCalls
  readonly #questions: LiveQuestions
  #filter: EventFilter | undefined
  /** Whether `load` is sent and not answered. */
  #loading = false
  #isUp = false
  #sent = 0
  #folded = 0
  #checkpoint: Position = START
  #naming: Position | undefined
  #wakeFeed = (): void => {}

  constructor(options: SessionOptions) {
    this.#options = options
    this.#worker = new WatchedWorker({
      ...(options.runtime !== undefined && { runtime: options.runtime }),
      isDue: () => this.#doing().what !== 'nothing',
      onMessage: (message) => this.#take(message),
      onEnd: (end) => {
        const doing = this.#doing()
        this.#letGo()
        options.onEnd({ ...end, doing })
      },
    })
    const { events, values } = options
    const filter = (): EventFilter => this.#filter ?? EVERYTHING
    this.#calls = new PageCalls({ events, ...(values && { values }), filter, signal: this.#worker.signal })
    this.#questions = new LiveQuestions(events, (message) => this.#worker.post(message))
  }

  /** Sends the newest question about rows, once the one under way is answered. */
  ask(): void {
    if (this.#filter === undefined) return
    const next = this.#options.question.next()
    if (next) this.#worker.post({ kind: 'seek', ...next })
  }

  /** @throws EpochError `projection-failed` where the session ends before it is answered; what the question's answer throws */
  answer(question: LiveQuestion, options: AskOptions): Promise<Answer> {
    return this.#questions.ask(question, options)
  }

  close(): void {
    this.#worker.close()
    this.#letGo()
  }

  #letGo(): void {
    this.#questions.end(new EpochError('projection-failed', 'the projection was started again; ask once more'))
    this.#wakeFeed()
  }

  /** What a message of the right form says that cannot be so. */
  #untruthIn(message: WorkerMessage): string | undefined {
    switch (message.kind) {
      case 'up':
        return this.#isUp ? 'it is there twice' : undefined
      case 'loaded':
        return this.#loading ? undefined : 'it loaded what it was not given'
      case 'progress':
        return message.batches >= this.#folded && message.batches <= this.#sent
          ? undefined
          : 'it folded what it was not given'
      default:
        return undefined
    }
  }

  #take(message: WorkerMessage): void {
    const untruth = this.#untruthIn(message)
    if (untruth !== undefined) {
      this.#worker.refuse(new TypeError(untruth))
      return
    }
    switch (message.kind) {
      case 'up':
        this.#isUp = true
        this.#load()
        return
      case 'loaded':
        this.#loading = false
        this.#filter = message.filter
        this.#options.onLoaded(message)
        this.#worker.guard(this.#feed(message.filter))
        this.ask()
        return
      case 'folding':
        this.#naming = message.position
        return
      case 'progress':
        this.#checkpoint = message.position
        this.#folded = message.batches
        this.#naming = undefined
        this.#wakeFeed()
        this.#options.onProgress(message)
        return
      case 'call':
        this.#worker.guard(this.#answerCall(message))
        return
      case 'view':
        this.#show(message)
        return
      case 'answer':
      case 'unanswered':
      case 'asked-progress':
        this.#questions.heard(message)
        return
      case 'failed': {
        const { kind: _, ...error } = message
        this.#fail(error)
        return
      }
      case 'alive':
    }
  }

  #load(): void {
    const { code, onFailure, tailBytes, budgetBytes, values, namingAfter } = this.#options
    this.#loading = true
    this.#worker.post({
      kind: 'load',
      code,
      tailBytes,
      budgetBytes,
      hasScratch: values !== undefined,
      ...(onFailure && { onFailure }),
      ...(namingAfter !== undefined && { namingAfter }),
    })
  }

  #show({ kind: _, id, ...view }: Extract<WorkerMessage, { kind: 'view' }>): void {
    const question = this.#options.question.answered(id)
    if (question) this.#options.onView({ ...view, position: question.position, from: question.rows.from })
    this.ask()
  }

  #fail(error: Extract<WorkerEnd, { kind: 'failed' }>['error']): void {
    const doing = this.#doing()
    this.close()
    this.#options.onEnd({ kind: 'failed', error, doing })
  }

  async #answerCall({ id, call }: Extract<WorkerMessage, { kind: 'call' }>): Promise<void> {
    const reply = await this.#calls.answer(id, call)
    this.#worker.post(reply, reply.bytes ? [reply.bytes.buffer] : [])
  }

  async #feed(filter: EventFilter): Promise<void> {
    const { signal } = this.#worker
    for await (const text of messageTexts(this.#options.events, { after: START, filter, signal })) {
      while (this.#sent - this.#folded >= WINDOW_BATCHES && !signal.aborted) await this.#someFolded()
      this.#sent++
      this.#worker.post({ kind: 'next', text })
    }
  }

  #someFolded(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeFeed = resolve
    })
  }

  #doing(): Doing {
    const place = { after: this.#checkpoint }
    if (this.#loading) return { what: 'loading' }
    if (this.#naming !== undefined) return { what: 'folding', ...place, event: this.#naming }
    const { asked } = this.#options.question
    const isFolded = this.#sent === this.#folded
    if (asked && isFolded) return { what: 'showing', position: asked.position }
    if (this.#questions.isAsked && isFolded) return { what: 'answering' }
    return isFolded ? { what: 'nothing' } : { what: 'folding', ...place }
  }
}

/** The messages of a subscription as text: the source's own where it has it. */
async function* messageTexts(
  source: EventSource,
  options: Parameters<EventSource['subscribe']>[0],
): AsyncGenerator<string, void> {
  if (source.subscribeText) yield* source.subscribeText(options)
  else for await (const message of source.subscribe(options)) yield JSON.stringify(message)
}
