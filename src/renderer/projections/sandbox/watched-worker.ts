import { EpochError, errorRecord } from '../../../core/errors.ts'
import type { ProjectionError } from '../../state/projection-port.ts'
import { readWorkerMessage } from './read-worker-message.ts'
import { openSandboxFrame, type SandboxFrame } from './sandbox-frame.ts'
import { Silence } from './silence.ts'
import type { PageMessage, WorkerMessage } from './worker-protocol.ts'

/** How long a worker may be silent while it has something to do. */
export const SILENCE_LIMIT_MS = 1000

const SILENCE_TICK_MS = 100
const PING_MS = 500
const FRAME_LIMIT_MS = 3000

/** More messages than this between two ticks are no work: each costs the page time. */
const MAX_MESSAGES_A_TICK = 20_000

/** Why a worker is no more. */
export type WorkerEnd =
  | { readonly kind: 'failed'; readonly error: ProjectionError }
  /** It was silent for {@link SILENCE_LIMIT_MS} and was ended. */
  | { readonly kind: 'silent' }
  /** The frame is gone, and took the worker along. */
  | { readonly kind: 'lost' }

export interface WatchedWorkerOptions {
  /** The script that the worker runs; default: Epoch's own. */
  readonly runtime?: string
  /** Whether the worker has something to do, so that it must be heard of. */
  isDue(): boolean
  onMessage(message: WorkerMessage): void
  /** Called once; nothing is called after it, and not at all after {@link WatchedWorker.close}. */
  onEnd(end: WorkerEnd): void
}

/** A worker in a frame of its own that is ended as soon as it hangs, floods the page, says what it may not, or goes down. */
export class WatchedWorker {
  readonly #options: WatchedWorkerOptions
  readonly #ended = new AbortController()
  readonly #silence: Silence
  #frame: SandboxFrame | undefined
  #frameSilence: Silence | undefined
  #pinging: ReturnType<typeof setInterval> | undefined
  #messages = 0
  /** Whether the frame was heard of since the worker was, and whether the worker has been silent for too long. */
  #heardFrame = false
  #silent = false
  #isUp = false
  /** Whether the worker was pinged and has not answered: it must, even when it has nothing else to do. */
  #isPinged = false

  constructor(options: WatchedWorkerOptions) {
    this.#options = options
    this.#silence = new Silence({
      tickMs: SILENCE_TICK_MS,
      limitMs: SILENCE_LIMIT_MS,
      isDue: () => {
        this.#messages = 0
        return this.#isPinged || options.isDue()
      },
      onSilent: () => {
        this.#silent = true
        this.#endSilent()
      },
    })
    this.guard(this.#open())
  }

  /** Aborted when the worker is no more. */
  get signal(): AbortSignal {
    return this.#ended.signal
  }

  post(message: PageMessage, transfer: readonly Transferable[] = []): void {
    if (!this.signal.aborted) this.#frame?.port.postMessage(message, [...transfer])
  }

  close(): void {
    this.#ended.abort()
    this.#silence.end()
    this.#frameSilence?.end()
    clearInterval(this.#pinging)
    this.#frame?.close()
  }

  /** Ends the worker because of what it said. */
  refuse(cause: unknown): void {
    const why = 'the projection sent the window something of its own; take out whatever changes built-in objects'
    this.#fail(new EpochError('projection-failed', why, {}, { cause }))
  }

  /** Ends the worker when work that is done for it fails. */
  guard(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (this.signal.aborted) return
      this.#fail(error)
      if (!(error instanceof EpochError)) reportError(error)
    })
  }

  async #open(): Promise<void> {
    const frame = await openSandboxFrame({
      signal: this.signal,
      ...(this.#options.runtime !== undefined && { runtime: this.#options.runtime }),
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
      onSilent: () => this.#end({ kind: 'lost' }),
    })
    this.#pinging = setInterval(() => this.#ping(frame), PING_MS)
    frame.port.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data)
  }

  #ping(frame: SandboxFrame): void {
    frame.ping()
    if (!this.#isUp || this.#isPinged) return
    this.#isPinged = true
    this.post({ kind: 'ping' })
  }

  #hear(data: unknown): void {
    if (this.signal.aborted) return
    this.#silence.heard()
    this.#heardFrame = false
    this.#silent = false
    const message = this.#read(data)
    if (message?.kind === 'up') this.#isUp = true
    if (message?.kind === 'alive') this.#isPinged = false
    if (message) this.#options.onMessage(message)
  }

  #read(data: unknown): WorkerMessage | undefined {
    try {
      if (++this.#messages > MAX_MESSAGES_A_TICK) throw new TypeError('too many messages')
      return readWorkerMessage(data)
    } catch (cause) {
      this.refuse(cause)
      return undefined
    }
  }

  /** A frame that lives shows that it is the worker alone that hangs. */
  #endSilent(): void {
    if (this.#silent && this.#heardFrame) this.#end({ kind: 'silent' })
  }

  #fail(error: unknown): void {
    const { code, message } = errorRecord(error)
    this.#end({ kind: 'failed', error: { code, message } })
  }

  #end(end: WorkerEnd): void {
    if (this.signal.aborted) return
    this.close()
    this.#options.onEnd(end)
  }
}
