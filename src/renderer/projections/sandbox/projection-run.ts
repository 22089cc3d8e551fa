import { EpochError, errorRecord } from '../../../core/errors.ts'
import type { Position } from '../../../core/event.ts'
import type {
  FailureSummary,
  ProjectionError,
  ProjectionFailureNote,
  ProjectionOptions,
  ProjectionRun,
  ProjectionStatus,
  RunningStatus,
  ShownRows,
} from '../../state/projection-port.ts'
import { NewestQuestion } from './newest-question.ts'
import type { WorkerProgress } from './worker-protocol.ts'
import { type Doing, type SessionEnd, SILENCE_LIMIT_MS, WorkerSession } from './worker-session.ts'

/** Between two statuses, and between two answers that are not final, while the history is folded. */
const TELL_EVERY_MS = 100

/** A fold that had to be stopped is done again to name the event, unless that would take longer than this. */
const NAMING_LIMIT_MS = 15_000

/**
 * Frames share a process, so one that goes down takes others along. Who was folding is the likely culprit and is started
 * again once, the others a few times.
 */
const MAX_LOSSES = 3
const LOSS_WHILE_FOLDING = 2

/** What a source is compiled as that is of no file. */
const usualFile = 'projection.ts'

/** Runs a projection in a worker behind an opaque frame; see {@link ProjectionOptions} for what a source looks like. */
export function startProjection(options: ProjectionOptions, limits: RunLimits = usualLimits): ProjectionRun {
  return new SandboxedRun(options, limits)
}

export interface RunLimits {
  /** How many bytes of folded events a worker keeps to seek with; it asks for others again. */
  readonly tailBytes: number
}

const usualLimits: RunLimits = { tailBytes: 64 * 1024 * 1024 }

class SandboxedRun implements ProjectionRun {
  readonly #options: ProjectionOptions
  readonly #limits: RunLimits
  readonly #question: NewestQuestion
  #position: Position
  #shown: ShownRows
  #stopped = false
  #script = ''
  #session: WorkerSession | undefined
  #startedMs = 0
  #losses = 0
  #naming: { readonly after: Position; readonly upTo: Position } | undefined
  #running: { kind: 'folding' | 'live'; status: RunningStatus } | undefined
  #lastToldMs = 0
  /** Whether the last answer was not final. */
  #inexact = false

  constructor(options: ProjectionOptions, limits: RunLimits) {
    this.#options = options
    this.#limits = limits
    this.#position = options.position
    this.#shown = options.show
    this.#question = new NewestQuestion(options.position, options.show)
    this.#compile().catch((error: unknown) => {
      this.#fail(compileError(error))
      if (!(error instanceof EpochError)) reportError(error)
    })
  }

  seek(position: Position): void {
    this.#position = position
    this.#ask()
  }

  show(rows: ShownRows): void {
    this.#shown = rows
    this.#ask()
  }

  ask(name: string): Promise<never> {
    return Promise.reject(new EpochError('projection-failed', `${name} cannot be asked yet`))
  }

  stop(): void {
    this.#stopped = true
    this.#session?.close()
    this.#session = undefined
  }

  #ask(): void {
    this.#question.ask(this.#position, this.#shown)
    this.#session?.ask()
  }

  async #compile(): Promise<void> {
    // After the caller has what startProjection returns, and without keeping the compiler in the page's first script.
    const { compileSource } = await import('../../../source/compile-source.ts')
    this.#tell({ kind: 'compiling' })
    const { source, file = usualFile, files = {} } = this.#options
    this.#script = compileSource(new Map(Object.entries(files)).set(file, source), file).script
    this.#begin()
  }

  #begin(): void {
    if (this.#stopped) return
    this.#startedMs = performance.now()
    this.#running = undefined
    this.#question.startOver()
    this.#session = new WorkerSession({
      script: this.#script,
      name: (this.#options.file ?? usualFile).replace(/\.[^.]+$/, ''),
      engineVersion: this.#options.engineVersion ?? 2,
      events: this.#options.events,
      question: this.#question,
      tailBytes: this.#limits.tailBytes,
      ...(this.#naming && { naming: this.#naming }),
      onLoaded: ({ name, columns }) => {
        const status = { name, columns, position: 0 as Position, failures: { count: 0, first: [] } }
        this.#running = { kind: 'folding', status }
        this.#tellRunning()
      },
      onProgress: (progress) => this.#onProgress(progress),
      onView: (view) => {
        this.#inexact = !view.exact
        if (!this.#stopped) this.#options.onView(view)
      },
      onEnd: (end) => this.#onEnd(end),
    })
  }

  #onProgress(progress: WorkerProgress): void {
    const running = this.#running
    if (running === undefined) return
    const { position, failureCount, newFailures, caughtUp } = progress
    const failures = grown(running.status.failures, failureCount, newFailures)
    this.#running = { kind: caughtUp ? 'live' : running.kind, status: { ...running.status, position, failures } }
    if (!caughtUp && performance.now() - this.#lastToldMs < TELL_EVERY_MS) return
    this.#tellRunning()
    if (!this.#inexact) return
    this.#question.askAgain()
    this.#session?.ask()
  }

  #onEnd(end: SessionEnd): void {
    this.#session = undefined
    switch (end.kind) {
      case 'failed':
        this.#fail(end.error)
        return
      case 'silent':
        if (this.#canName(end.doing)) this.#begin()
        else this.#fail(timeoutError(end.doing))
        return
      case 'lost':
        this.#losses += end.doing.what === 'folding' ? LOSS_WHILE_FOLDING : 1
        if (this.#losses <= MAX_LOSSES) this.#begin()
        else this.#fail(crashError(end.doing))
    }
  }

  /** Whether folding once more will tell which event it was. */
  #canName(doing: Doing): boolean {
    if (doing.what !== 'folding' || this.#naming) return false
    this.#naming = { after: doing.after, upTo: doing.upTo }
    return performance.now() - this.#startedMs < NAMING_LIMIT_MS
  }

  #fail(error: ProjectionError): void {
    this.#tell({ kind: 'failed', error })
    this.stop()
  }

  #tellRunning(): void {
    if (this.#running === undefined) return
    this.#lastToldMs = performance.now()
    this.#tell({ kind: this.#running.kind, ...this.#running.status })
  }

  #tell(status: ProjectionStatus): void {
    if (!this.#stopped) this.#options.onStatus(status)
  }
}

function grown(
  { first }: FailureSummary,
  count: number,
  newFailures: readonly ProjectionFailureNote[],
): FailureSummary {
  return { count, first: newFailures.length === 0 ? first : [...first, ...newFailures] }
}

function compileError(error: unknown): ProjectionError {
  const { code, message, details } = errorRecord(error)
  const { line, column } = details
  return { code, message, ...(typeof line === 'number' && { line }), ...(typeof column === 'number' && { column }) }
}

function timeoutError(doing: Doing): ProjectionError {
  const where = saidDoing(doing)
  return {
    code: 'projection-timeout',
    message: `the projection was stopped: ${where.text} took more than ${SILENCE_LIMIT_MS / 1000} s; look for a loop that does not end`,
    ...(where.position !== undefined && { position: where.position }),
  }
}

function crashError(doing: Doing): ProjectionError {
  const where = saidDoing(doing)
  return {
    code: 'projection-crashed',
    message: `the sandbox went down with ${where.text}; look for a state that grows without end, and run the projection again`,
    ...(where.position !== undefined && { position: where.position }),
  }
}

function saidDoing(doing: Doing): { readonly text: string; readonly position?: Position } {
  switch (doing.what) {
    case 'nothing':
      return { text: 'nothing to do' }
    case 'loading':
      return { text: 'loading it' }
    case 'showing':
      return { text: `showing position ${doing.position}`, position: doing.position }
    case 'folding':
      if (doing.event !== undefined) return { text: `event ${doing.event}`, position: doing.event }
      return { text: `an event after ${doing.after}, at the latest ${doing.upTo},`, position: doing.after }
  }
}
