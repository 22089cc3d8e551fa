import { EpochError } from '../../../core/errors.ts'
import type { Position } from '../../../core/event.ts'
import type { ProjectionQuestions } from '../../../projection/ask/questions.ts'
import { Turns } from '../../../projection/turns.ts'
import {
  type AskOptions,
  type FailureSummary,
  MAX_SHOWN_FAILURES,
  type ProjectionError,
  type ProjectionFailureNote,
  type ProjectionOptions,
  type ProjectionRun,
  type ProjectionStatus,
  type RunningStatus,
  type ShownRows,
} from '../../state/projection-port.ts'
import type { RunSource } from './compile-run.ts'
import { answerAlone } from './lone-session.ts'
import { NewestQuestion } from './newest-question.ts'
import { inSource, isAnswerTo, isLive, questionOf, untilAborted } from './questions-of-run.ts'
import { compileError, crashError, timeoutError } from './run-errors.ts'
import type { Answer, Question, WorkerProgress } from './worker-protocol.ts'
import { type Doing, type SessionEnd, WorkerSession } from './worker-session.ts'

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
const usualBudgetBytes = 1024 ** 3

class SandboxedRun implements ProjectionRun {
  readonly #options: ProjectionOptions
  readonly #limits: RunLimits
  readonly #question: NewestQuestion
  #position: Position
  #shown: ShownRows
  #stopped = false
  readonly #source: Promise<RunSource>
  readonly #turns = new Turns()
  /** Once it is compiled. */
  #compiled: RunSource | undefined
  #session: WorkerSession | undefined
  #startedMs = 0
  #losses = 0
  /** After this position the worker is to name each event. */
  #namingAfter: Position | undefined
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
    this.#source = this.#compile()
    this.#source.catch((error: unknown) => {
      this.#fail(compileError(error, options.file ?? usualFile))
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

  async ask<Name extends keyof ProjectionQuestions>(
    name: Name,
    input: ProjectionQuestions[Name]['input'],
    options: AskOptions,
  ): Promise<ProjectionQuestions[Name]['answer']> {
    const answer = await untilAborted(
      this.#turns.take(async () => {
        options.signal.throwIfAborted()
        return await this.#answer(questionOf(name, input), options)
      }),
      options.signal,
    )
    if (isAnswerTo(name, answer)) return answer.answer
    throw new EpochError('projection-failed', 'the projection answered another question than it was asked')
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

  async #compile(): Promise<RunSource> {
    // After the caller has what startProjection returns, and without keeping the compiler in the page's first script.
    const { compileRun } = await import('./compile-run.ts')
    this.#tell({ kind: 'compiling' })
    const source = compileRun(this.#options, this.#options.file ?? usualFile)
    this.#compiled = source
    this.#begin()
    return source
  }

  async #answer(question: Question, options: AskOptions): Promise<Answer> {
    const { events, onFailure } = this.#options
    if (isLive(question)) {
      if (this.#session) return inSource(await this.#session.answer(question, options), this.#compiled)
      throw new EpochError('projection-failed', 'the projection does not run; mend its source')
    }
    const { code } = await this.#source
    return await answerAlone(question, { ...options, code, events, onFailure })
  }

  #begin(): void {
    if (this.#stopped || this.#compiled === undefined) return
    this.#startedMs = performance.now()
    this.#running = undefined
    this.#question.startOver()
    this.#session = new WorkerSession({
      code: this.#compiled.code,
      events: this.#options.events,
      values: this.#options.values,
      onFailure: this.#options.onFailure,
      budgetBytes: this.#options.budgetBytes ?? usualBudgetBytes,
      question: this.#question,
      tailBytes: this.#limits.tailBytes,
      ...(this.#namingAfter !== undefined && { namingAfter: this.#namingAfter }),
      onLoaded: ({ name, dialect, columns }) => {
        const status = { name, dialect, columns, position: 0 as Position, failures: { count: 0, first: [] } }
        this.#running = { kind: 'folding', status }
        this.#tellRunning()
      },
      onProgress: (progress) => this.#onProgress(progress),
      onView: (view) => {
        this.#inexact = !view.exact
        if (!this.#stopped) this.#options.onView(view.failure ? { ...view, failure: this.#placed(view.failure) } : view)
      },
      onEnd: (end) => this.#onEnd(end),
    })
  }

  #onProgress(progress: WorkerProgress): void {
    const running = this.#running
    if (running === undefined) return
    const { position, failureCount, newFailures, caughtUp, stoppedAt, effects, largeCells } = progress
    const notes = newFailures.map((note) => this.#placed(note))
    const failures = grown(running.status.failures, failureCount, notes)
    this.#running = {
      kind: caughtUp ? 'live' : running.kind,
      status: {
        ...running.status,
        position,
        failures,
        ...(stoppedAt !== undefined && { stoppedAt }),
        ...(effects && { effects }),
        ...(largeCells && { largeCells }),
      },
    }
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
        this.#fail(this.#placed(end.error))
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
    if (doing.what !== 'folding' || this.#namingAfter !== undefined) return false
    this.#namingAfter = doing.after
    return performance.now() - this.#startedMs < NAMING_LIMIT_MS
  }

  /** With the line of the script as a place in the source. */
  #placed<Note extends { readonly line?: number }>({ line, ...note }: Note) {
    return { ...note, ...(this.#compiled?.placeOf(line) ?? {}) }
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
  return { count, first: newFailures.length === 0 ? first : [...first, ...newFailures].slice(0, MAX_SHOWN_FAILURES) }
}
