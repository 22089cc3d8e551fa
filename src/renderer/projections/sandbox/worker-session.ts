import { EpochError, errorRecord } from '../../../core/errors.ts'
import { type Event, type Position, START } from '../../../core/event.ts'
import type { EventFilter } from '../../../core/event-filter.ts'
import type { EngineVersion, EventSource, ProjectionError, ReadModelView } from '../../state/projection-port.ts'
import type { NewestQuestion } from './newest-question.ts'
import { readWorkerMessage } from './read-worker-message.ts'
import { openSandboxFrame, type SandboxFrame } from './sandbox-frame.ts'
import { Silence } from './silence.ts'
import type { PageMessage, WorkerMessage, WorkerProgress } from './worker-protocol.ts'

/** How long a worker may be silent while it has something to do. */
export const SILENCE_LIMIT_MS = 1000

const SILENCE_TICK_MS = 100
const PING_MS = 500
const FRAME_LIMIT_MS = 3000

/** How many messages of events may be at the worker and not yet folded. */
const WINDOW_BATCHES = 4

/** Why a session is over. */
export type SessionEnd =
  | { readonly kind: 'failed'; readonly error: ProjectionError }
  /** The worker was silent for {@link SILENCE_LIMIT_MS} and was ended. */
  | { readonly kind: 'silent'; readonly doing: Doing }
  /** The frame is gone, and took the worker along. */
  | { readonly kind: 'lost'; readonly doing: Doing }

/** What a worker has to do: the events it is at lie after one position, up to another. */
export type Doing =
  | { readonly what: 'nothing' }
  | { readonly what: 'loading' }
  | { readonly what: 'folding'; readonly after: Position; readonly upTo: Position; readonly event?: Position }
  | { readonly what: 'showing'; readonly position: Position }

export interface SessionOptions {
  readonly script: string
  readonly name: string
  readonly engineVersion: EngineVersion
  readonly events: EventSource
  readonly question: NewestQuestion
  readonly tailBytes: number
  /** The worker is to name each event after one position, up to another, before it folds it. */
  readonly naming?: { readonly after: Position; readonly upTo: Position }
  onLoaded(loaded: { readonly name: string; readonly columns: readonly string[] }): void
  onProgress(progress: WorkerProgress): void
  onView(view: ReadModelView): void
  /** Called once; nothing is called after it, and not at all after {@link WorkerSession.close}. */
  onEnd(end: SessionEnd): void
}

/** One life of one worker: loads the projection, feeds it the log, and asks it what is to be shown. */
export class WorkerSession {
  readonly #options: SessionOptions
  readonly #ended = new AbortController()
  readonly #silence: Silence
  #frame: SandboxFrame | undefined
  #frameSilence: Silence | undefined
  #pinging: ReturnType<typeof setInterval> | undefined
  #filter: EventFilter | undefined
  /** Whether `load` is sent and not answered. */
  #loading = false
  #sent = 0
  #folded = 0
  #lastSent: Position = START
  #checkpoint: Position = START
  #naming: Position | undefined
  /** Whether the question under way waits for events that the page reads. */
  #reading = false
  /** Whether the frame was heard of since the worker was, and whether the worker has been silent for too long. */
  #heardFrame = false
  #silent = false
  #wakeFeed = (): void => {}

  constructor(options: SessionOptions) {
    this.#options = options
    this.#silence = new Silence({
      tickMs: SILENCE_TICK_MS,
      limitMs: SILENCE_LIMIT_MS,
      isDue: () => this.#doing().what !== 'nothing',
      onSilent: () => {
        this.#silent = true
        this.#endSilent()
      },
    })
    this.#guard(this.#open())
  }

  /** Sends the newest question, once the one under way is answered. */
  ask(): void {
    if (this.#filter === undefined) return
    const next = this.#options.question.next()
    if (next === undefined) return
    const { id, position, rows } = next
    this.#post({ kind: 'seek', id, position, from: rows.from, limit: rows.limit, text: rows.text ?? '' })
  }

  close(): void {
    this.#ended.abort()
    this.#silence.end()
    this.#frameSilence?.end()
    clearInterval(this.#pinging)
    this.#frame?.close()
    this.#wakeFeed()
  }

  async #open(): Promise<void> {
    const frame = await openSandboxFrame({
      signal: this.#ended.signal,
      onPong: () => {
        this.#heardFrame = true
        this.#frameSilence?.heard()
        this.#endSilent()
      },
      onWorkerError: (message) => this.#fail(new EpochError('projection-crashed', `the worker ended: ${message}`)),
    })
    this.#frame = frame
    this.#frameSilence = new Silence({
      tickMs: PING_MS,
      limitMs: FRAME_LIMIT_MS,
      isDue: () => true,
      onSilent: () => this.#end({ kind: 'lost', doing: this.#doing() }),
    })
    this.#pinging = setInterval(() => frame.ping(), PING_MS)
    frame.port.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data)
  }

  #hear(data: unknown): void {
    if (this.#ended.signal.aborted) return
    this.#silence.heard()
    this.#heardFrame = false
    this.#silent = false
    const message = this.#read(data)
    if (message) this.#take(message)
  }

  #read(data: unknown): WorkerMessage | undefined {
    try {
      return readWorkerMessage(data)
    } catch (cause) {
      const why = 'the projection sent the window something of its own; take out whatever changes built-in objects'
      this.#fail(new EpochError('projection-failed', why, {}, { cause }))
      return undefined
    }
  }

  #take(message: WorkerMessage): void {
    switch (message.kind) {
      case 'up':
        this.#load()
        return
      case 'loaded':
        this.#loading = false
        this.#filter = message.filter
        this.#options.onLoaded(message)
        this.#guard(this.#feed(message.filter))
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
      case 'need':
        this.#reading = true
        this.#guard(this.#readTail(message.after, message.upTo))
        return
      case 'view': {
        const question = this.#options.question.answered(message.id)
        const { kind: _, id: __, ...view } = message
        if (question) this.#options.onView({ ...view, position: question.position })
        this.ask()
        return
      }
      case 'failed': {
        const { kind: _, ...error } = message
        this.#end({ kind: 'failed', error })
      }
    }
  }

  #load(): void {
    const { script, name, engineVersion, tailBytes, naming } = this.#options
    this.#loading = true
    this.#post({
      kind: 'load',
      script,
      name,
      engineVersion,
      tailBytes,
      ...(naming && { namingAfter: naming.after, namingUpTo: naming.upTo }),
    })
  }

  async #feed(filter: EventFilter): Promise<void> {
    const { signal } = this.#ended
    for await (const message of this.#options.events.subscribe({ after: START, filter, signal })) {
      if (message.kind === 'caught-up') {
        this.#post(message)
        continue
      }
      while (this.#sent - this.#folded >= WINDOW_BATCHES && !signal.aborted) await this.#someFolded()
      this.#sent++
      this.#lastSent = message.events.at(-1)?.position ?? this.#lastSent
      this.#post({ kind: 'events', text: JSON.stringify(message.events) })
    }
  }

  #someFolded(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeFeed = resolve
    })
  }

  async #readTail(after: Position, upTo: Position): Promise<void> {
    const events: Event[] = []
    for (let from = after; from < upTo && !this.#ended.signal.aborted; ) {
      const page = await this.#options.events.read(from, upTo, this.#filter ?? {})
      const last = page.at(-1)
      if (last === undefined) break
      events.push(...page)
      from = last.position
    }
    this.#reading = false
    this.#post({ kind: 'tail', after, text: JSON.stringify(events) })
  }

  #post(message: PageMessage): void {
    if (!this.#ended.signal.aborted) this.#frame?.port.postMessage(message)
  }

  #doing(): Doing {
    if (this.#loading) return { what: 'loading' }
    if (this.#naming !== undefined)
      return { what: 'folding', after: this.#checkpoint, upTo: this.#lastSent, event: this.#naming }
    const { asked } = this.#options.question
    if (asked && !this.#reading && this.#sent === this.#folded) return { what: 'showing', position: asked.position }
    if (this.#sent > this.#folded) return { what: 'folding', after: this.#checkpoint, upTo: this.#lastSent }
    return { what: 'nothing' }
  }

  #guard(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (this.#ended.signal.aborted) return
      this.#fail(error)
      if (!(error instanceof EpochError)) reportError(error)
    })
  }

  /** A frame that lives shows that it is the worker alone that hangs. */
  #endSilent(): void {
    if (this.#silent && this.#heardFrame) this.#end({ kind: 'silent', doing: this.#doing() })
  }

  #fail(error: unknown): void {
    const { code, message } = errorRecord(error)
    this.#end({ kind: 'failed', error: { code, message } })
  }

  #end(end: SessionEnd): void {
    if (this.#ended.signal.aborted) return
    this.close()
    this.#options.onEnd(end)
  }
}
