import { EpochError } from '../../core/errors.ts'
import type { Position } from '../../core/event.ts'
import type { ProjectionQuestions } from '../../projection/ask/questions.ts'
import type {
  AskOptions,
  EventSource,
  ProjectionCode,
  ProjectionOptions,
  ProjectionRun,
  ProjectionStatus,
  ReadModelView,
  ShownRows,
  StartProjection,
} from './projection-port.ts'

/** What a runner tells its tab. */
export interface RunnerEvents {
  /** Of the newest run. */
  onStatus(status: ProjectionStatus): void
  onView(view: ReadModelView, columns: readonly string[], from: 'newest' | 'earlier'): void
  /** Whether an answer to the newest question is still to come. */
  onBusy(state: 'busy' | 'settled'): void
}

/** What a run is given besides its place in the history. */
export type RunCode = ProjectionCode & Pick<ProjectionOptions, 'onFailure'>

interface Attempt {
  readonly run: ProjectionRun
  columns: readonly string[]
}

/**
 * Runs one tab's projection. A new source starts a new run beside the one that answers; that one goes on answering until
 * the new one has come as far as the question.
 */
export class ProjectionRunner {
  readonly #start: StartProjection
  readonly #events: EventSource
  readonly #told: RunnerEvents
  #position: Position
  #shown: ShownRows
  #answering: Attempt | undefined
  #coming: Attempt | undefined
  /** The last one begun, even after it failed. */
  #newest: Attempt | undefined

  constructor(start: StartProjection, events: EventSource, told: RunnerEvents, position: Position, shown: ShownRows) {
    this.#start = start
    this.#events = events
    this.#told = told
    this.#position = position
    this.#shown = shown
  }

  run(code: RunCode): void {
    this.#coming?.run.stop()
    this.#told.onBusy('busy')
    const attempt: { current?: Attempt } = {}
    const columnsOf = (): readonly string[] => attempt.current?.columns ?? []
    const run = this.#start({
      ...code,
      events: this.#events,
      show: this.#shown,
      position: this.#position,
      onStatus: (status) => this.#onStatus(attempt.current, status),
      onView: (view) => this.#onView(attempt.current, view, columnsOf()),
    })
    attempt.current = { run, columns: [] }
    this.#coming = attempt.current
    this.#newest = attempt.current
  }

  seek(position: Position): void {
    this.#position = position
    if (this.#coming || this.#answering) this.#told.onBusy('busy')
    this.#answering?.run.seek(position)
    this.#coming?.run.seek(position)
  }

  show(shown: ShownRows): void {
    this.#shown = shown
    if (this.#coming || this.#answering) this.#told.onBusy('busy')
    this.#answering?.run.show(shown)
    this.#coming?.run.show(shown)
  }

  /**
   * Asks the run whose answers are shown.
   *
   * @throws EpochError `projection-failed` where none runs, and what {@link ProjectionRun.ask} throws
   */
  async ask<Name extends keyof ProjectionQuestions>(
    name: Name,
    input: ProjectionQuestions[Name]['input'],
    options: AskOptions,
  ): Promise<ProjectionQuestions[Name]['answer']> {
    const asked = this.#answering ?? this.#coming
    if (asked === undefined) throw new EpochError('projection-failed', 'the projection does not run; mend its source')
    return await asked.run.ask(name, input, options)
  }

  /** Ends everything that runs; what it says after that is not told. `run` begins anew. */
  stop(): void {
    this.#answering?.run.stop()
    this.#coming?.run.stop()
    this.#answering = undefined
    this.#coming = undefined
    this.#newest = undefined
    this.#told.onBusy('settled')
  }

  #onStatus(attempt: Attempt | undefined, status: ProjectionStatus): void {
    if (attempt === undefined) return
    if ('columns' in status) attempt.columns = status.columns
    if (attempt !== this.#newest) return
    this.#told.onStatus(status)
    if (status.kind !== 'failed') return
    if (attempt === this.#answering) this.#answering = undefined
    this.#coming = undefined
    this.#told.onBusy('settled')
  }

  #onView(attempt: Attempt | undefined, view: ReadModelView, columns: readonly string[]): void {
    if (attempt === undefined) return
    if (attempt === this.#coming && (view.exact || this.#answering === undefined)) {
      this.#answering?.run.stop()
      this.#answering = attempt
      this.#coming = undefined
    }
    if (attempt !== this.#answering) return
    this.#told.onView(view, columns, attempt === this.#newest ? 'newest' : 'earlier')
    if (view.exact && this.#coming === undefined && view.position === this.#position) this.#told.onBusy('settled')
  }
}
