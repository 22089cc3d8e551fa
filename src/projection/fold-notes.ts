import type { Position } from '../core/event.ts'
import type { EmittedEvent } from '../core/projection.ts'

/** An event that could not be folded into its cells, which stayed as they were. */
export interface ProjectionFailure {
  readonly position: Position
  /** The cell's key, of several the first; '' where the key itself could not be had. */
  readonly key: string
  readonly message: string
  /** What was thrown, to say where in the source. */
  readonly cause: unknown
  /** The cell's state before, as JSON text, where it lived and has no more than {@link MAX_BEFORE_CHARACTERS}. */
  readonly before?: string
}

export const MAX_BEFORE_CHARACTERS = 16 * 1024

/** Hears what happens besides the states while events are folded. */
export interface FoldNotes {
  failed(failure: ProjectionFailure): void
  emitted(position: Position, event: EmittedEvent): void
  logged(position: Position, message: string): void
}

/** For events that were folded before, and were heard of then. */
export const unheard: FoldNotes = { failed() {}, emitted() {}, logged() {} }

export interface ProjectionFailures {
  readonly count: number
  /** In the order they were found; at most {@link MAX_LISTED}. */
  readonly first: readonly ProjectionFailure[]
}

export interface ProjectionOutput {
  readonly emittedCount: number
  /** At most {@link MAX_LISTED}, and {@link MAX_LISTED_CHARACTERS} together with the messages. */
  readonly emitted: readonly { readonly position: Position; readonly event: EmittedEvent }[]
  readonly loggedCount: number
  readonly logged: readonly { readonly position: Position; readonly message: string }[]
}

/** Most of each kind of note that are kept in detail; those after them are counted. */
export const MAX_LISTED = 1000

const MAX_LISTED_CHARACTERS = 4 * 1024 * 1024

/** The first of all that was heard, and how much it was. */
export class NoteList implements FoldNotes {
  readonly #failures: ProjectionFailure[] = []
  readonly #emitted: { readonly position: Position; readonly event: EmittedEvent }[] = []
  readonly #logged: { readonly position: Position; readonly message: string }[] = []
  #failureCount = 0
  #emittedCount = 0
  #loggedCount = 0
  #characters = 0

  get failures(): ProjectionFailures {
    return { count: this.#failureCount, first: this.#failures }
  }

  get output(): ProjectionOutput {
    return {
      emittedCount: this.#emittedCount,
      emitted: this.#emitted,
      loggedCount: this.#loggedCount,
      logged: this.#logged,
    }
  }

  failed(failure: ProjectionFailure): void {
    this.#failureCount++
    if (this.#failures.length < MAX_LISTED) this.#failures.push(failure)
  }

  emitted(position: Position, event: EmittedEvent): void {
    this.#emittedCount++
    const { stream, type, data, metadata } = event
    if (this.#hasRoom(this.#emitted, stream.length + type.length + data.length + metadata.length))
      this.#emitted.push({ position, event })
  }

  logged(position: Position, message: string): void {
    this.#loggedCount++
    if (this.#hasRoom(this.#logged, message.length)) this.#logged.push({ position, message })
  }

  #hasRoom(list: readonly unknown[], characters: number): boolean {
    if (list.length === MAX_LISTED || this.#characters + characters > MAX_LISTED_CHARACTERS) return false
    this.#characters += characters
    return true
  }
}
