import type { Position } from '../../core/event.ts'
import type { EmittedEvent, FailurePolicy } from '../../core/projection.ts'
import { type FoldNotes, NoteList, type ProjectionFailure } from '../../projection/fold-notes.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { FoldedProjection, ToldFailure } from './projection-task.ts'

const MAX_TOLD_FAILURES = 100

/** Hears how a projection's fold goes, for the account of it that is told at the end. */
export class FoldLog implements FoldNotes {
  readonly #loaded: LoadedProjection
  readonly #onFailure: FailurePolicy
  readonly #effects: Pick<FoldNotes, 'emitted' | 'logged'> | undefined
  readonly #notes = new NoteList()
  #stoppedAt: Position | undefined

  /** @param effects hears of everything that is emitted and logged, too */
  constructor(
    loaded: LoadedProjection,
    onFailure: FailurePolicy | undefined,
    effects?: Pick<FoldNotes, 'emitted' | 'logged'>,
  ) {
    this.#loaded = loaded
    this.#onFailure = onFailure ?? loaded.projection.onFailure
    this.#effects = effects
  }

  failed(failure: ProjectionFailure): void {
    this.#notes.failed(failure)
    if (this.#onFailure === 'stop') this.#stoppedAt ??= failure.position
  }

  /** A state that JSON cannot say in full, found when the fold has ended. */
  unrecordable(failure: Omit<ProjectionFailure, 'cause'>): void {
    this.#notes.failed({ ...failure, cause: undefined })
  }

  emitted(position: Position, event: EmittedEvent): void {
    this.#notes.emitted(position, event)
    this.#effects?.emitted(position, event)
  }

  logged(position: Position, message: string): void {
    this.#notes.logged(position, message)
    this.#effects?.logged(position, message)
  }

  folded(counts: Pick<FoldedProjection, 'events' | 'cells'>): FoldedProjection {
    const { path, projection } = this.#loaded
    const { failures, output } = this.#notes
    return {
      path,
      name: projection.name,
      dialect: projection.dialect,
      ...counts,
      emitted: output.emittedCount,
      logged: output.loggedCount,
      failures: {
        count: failures.count,
        first: failures.first.slice(0, MAX_TOLD_FAILURES).map((one) => this.#told(one)),
      },
      ...(this.#stoppedAt !== undefined && { stoppedAt: this.#stoppedAt }),
    }
  }

  #told({ position, key, message, cause }: ProjectionFailure): ToldFailure {
    const scriptLine = this.#loaded.lineOf(cause)
    return { position, key, message, ...(scriptLine !== undefined && { scriptLine }) }
  }
}
