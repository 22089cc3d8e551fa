import type { EpochErrorCode } from '../../core/errors.ts'
import type { Event, Position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { SubscriptionMessage } from '../../core/event-store-backend.ts'
import type { KurrentdbEngine } from '../../core/kurrentdb-globals.ts'
import type { EmittedEvent, FailurePolicy, ProjectionDialect } from '../../core/projection.ts'
import type { AskProgress, ProjectionQuestions } from '../../projection/ask/questions.ts'
import type { LargeCell } from '../../projection/engine.ts'
import type { RowsQuery } from '../../projection/rows-query.ts'
import type { StateRow } from '../../projection/state-view.ts'
import type { ValueRef } from '../../projection/value-store.ts'

/** Where a projection's events come from: one store, as a host gives it. */
export interface EventSource {
  subscribe(options: {
    readonly after: Position
    readonly filter: EventFilter
    readonly signal: AbortSignal
  }): AsyncIterable<SubscriptionMessage>

  /** The same messages as JSON text, where the source has that at hand: for who hands them on. */
  subscribeText?(options: Parameters<EventSource['subscribe']>[0]): AsyncIterable<string>

  /** The events of a filter after one position up to another, in order. It may stop short of `upTo` and is then asked again from there. */
  read(after: Position, upTo: Position, filter: EventFilter): Promise<readonly Event[]>
}

/** Which rows of the read model are on screen. */
export type ShownRows = RowsQuery

/** What is run: one file among the others of its folder, which it may import. */
export interface ProjectionCode {
  /**
   * JavaScript or TypeScript in Epoch's dialect, a module whose default export says the projection:
   *
   * ```ts
   * import { projection } from 'epoch/projection'
   *
   * type Order = { status: 'placed' | 'paid' | 'shipped'; cents: number }
   *
   * export default projection<Order>({
   *   name: 'CurrentOrderStatus',
   *   from: { category: 'order' },               // or { types: ['OrderPlaced'] }, { streams: ['order-1'] }; left out: the whole log
   *   key: (e) => e.streamId,                    // default; a text, a list of texts, or undefined: not handled
   *   init: (key) => ({ status: 'placed', cents: 0 }),   // default: {}
   *   on: {                                      // change the state or return the next one; null deletes the cell
   *     OrderPlaced: (order, e) => { order.cents = e.data.cents },
   *     PaymentTaken: (order) => { order.status = 'paid' },
   *     OrderCancelled: () => null,
   *   },                                         // or instead of `on`: apply: (state, e) => ...
   *   columns: { status: (o) => o.status, cents: (o) => o.cents },
   * })
   * ```
   *
   * An event `e` is core's ProjectedEvent. Only 'epoch/projection' can be imported; type-only imports vanish.
   */
  readonly source: string
  /** Name of its file; default: it has none, and imports nothing. */
  readonly file?: string
  /** Sources of all files of the folder, by name. */
  readonly files?: Readonly<Record<string, string>>
  /** Which of KurrentDB's two engines a source in its dialect is run as; default: 2. */
  readonly engineVersion?: KurrentdbEngine
}

/** Where the values of read models go that do not fit the window's memory. */
export interface ValuesHost {
  /** A place of its own, empty. */
  open(): Promise<ScratchValues>
}

export interface ScratchValues {
  /** Adds bytes at the end, one call after the other. @throws EpochError `value-too-large` when there is no more room */
  append(bytes: Uint8Array): Promise<void>
  /** The bytes of each range, in their order, end to end. */
  read(ranges: readonly ValueRef[]): Promise<Uint8Array>
  /** Lets go of it all. */
  close(): Promise<void>
}

export interface ProjectionOptions extends ProjectionCode {
  readonly events: EventSource
  /** Default: there is none, and a read model whose history outgrows the memory for it ends with `value-too-large`. */
  readonly values?: ValuesHost
  /** How many bytes of values are kept in memory; default: 1 GiB. */
  readonly budgetBytes?: number
  /** What becomes of the run where an event cannot be folded; default: as the projection says. */
  readonly onFailure?: FailurePolicy
  readonly show: ShownRows
  readonly position: Position
  /** Called whenever the status changes, and while folding about every 100 ms. Not after {@link ProjectionRun.stop}. */
  onStatus(status: ProjectionStatus): void
  /** Called with the answer to the newest of `position`, `seek` and `show`, and again when more events change that answer. */
  onView(view: ReadModelView): void
}

export interface ProjectionRun {
  /** Asks for the state at a position. The newest question wins: those it overtakes are not answered, but for
   * one under way that asks for the same rows, so that a drag always shows something. */
  seek(position: Position): void
  /** Asks for other rows at the same position. */
  show(rows: ShownRows): void
  /**
   * Answers a question beside the scrubbing: neither waits for the other. Questions of one run are answered one after the other.
   *
   * @throws EpochError: what the projection or the question's own code did wrong, `projection-timeout`, `projection-crashed`; the signal's reason
   */
  ask<Name extends keyof ProjectionQuestions>(
    name: Name,
    input: ProjectionQuestions[Name]['input'],
    options: AskOptions,
  ): Promise<ProjectionQuestions[Name]['answer']>
  /** Ends the worker and everything it holds. The second call does nothing. */
  stop(): void
}

export interface AskOptions {
  readonly signal: AbortSignal
  /** Called about every 100 ms. */
  onProgress(progress: AskProgress): void
}

export type ProjectionStatus =
  | { readonly kind: 'compiling' }
  /** On its way through the history; `position` is how far it has come, and everything up to there can be seeked. */
  | ({ readonly kind: 'folding' } & RunningStatus)
  /** Everything that is committed is folded, and what is appended from now on follows. */
  | ({ readonly kind: 'live' } & RunningStatus)
  /** It has ended and answers nothing more. */
  | { readonly kind: 'failed'; readonly error: ProjectionError }

export interface RunningStatus {
  readonly name: string
  /** As the source turned out to be. */
  readonly dialect: ProjectionDialect
  readonly columns: readonly string[]
  readonly position: Position
  readonly failures: FailureSummary
  /** The event that ended the fold by failing; what follows it is not folded. */
  readonly stoppedAt?: Position
  /** Absent while it has said nothing besides its state. */
  readonly effects?: EffectsSummary
  /** Cells whose states are so large that they make the history of the read model large; absent while there are none. */
  readonly largeCells?: readonly LargeCell[]
}

/** What a projection said besides its state; it is shown and written nowhere. */
export interface EffectsSummary {
  readonly emittedCount: number
  /** The first of them, at most {@link MAX_SHOWN_EFFECTS}. */
  readonly emitted: readonly { readonly position: Position; readonly event: EmittedEvent }[]
  readonly loggedCount: number
  /** The first of them, at most {@link MAX_SHOWN_EFFECTS}. */
  readonly logged: readonly { readonly position: Position; readonly message: string }[]
}

export const MAX_SHOWN_EFFECTS = 100

/** Events that a handler threw on: their cells stayed as they were. */
export interface FailureSummary {
  readonly count: number
  /** The first of them, at most {@link MAX_SHOWN_FAILURES}. */
  readonly first: readonly ProjectionFailureNote[]
}

export const MAX_SHOWN_FAILURES = 100

export interface ProjectionFailureNote {
  readonly position: Position
  /** The cell it was for; '' where not even the key could be had. */
  readonly key: string
  readonly message: string
  /** Line of the source, from 1, where it is known. */
  readonly line?: number
  /** File of the folder that the line is of, where that is not the projection's own. */
  readonly file?: string
  /** The cell's state before, as JSON text, where it lived and is not large. */
  readonly before?: string
}

export interface ProjectionError {
  readonly code: EpochErrorCode
  readonly message: string
  /** Place in the source, from 1. */
  readonly line?: number
  readonly column?: number
  /** File of the folder that the place is in, where that is not the projection's own. */
  readonly file?: string
  /** The event, or the last one that was folded before it. */
  readonly position?: Position
}

/** The shown part of the read model as of a position. */
export interface ReadModelView {
  /** The position asked for. */
  readonly position: Position
  /** False while the projection has not come that far: this is then the state as far as it has. One that stopped at a failure comes no further. */
  readonly exact: boolean
  /** How many rows there are at that position, of the keys that fit the text. */
  readonly total: number
  /** Place of the first of {@link rows}, from 0. */
  readonly from: number
  /** In the order in which keys first appeared in the log. May be fewer than asked for where states are large. */
  readonly rows: readonly StateRow[]
  /** Why the event at this very position could not be folded, if so. */
  readonly failure?: ProjectionFailureNote
}

/** Starts a run at once; what is wrong with its source comes as a status. */
export type StartProjection = (options: ProjectionOptions) => ProjectionRun
