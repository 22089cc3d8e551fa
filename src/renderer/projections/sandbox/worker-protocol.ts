import type { EpochErrorCode, ErrorRecord } from '../../../core/errors.ts'
import type { Position } from '../../../core/event.ts'
import type { EventFilter } from '../../../core/event-filter.ts'
import type { KurrentdbEngine } from '../../../core/kurrentdb-globals.ts'
import type { FailurePolicy, ProjectionDialect } from '../../../core/projection.ts'
import type { AskProgress, ProjectionQuestions } from '../../../projection/ask/questions.ts'
import type { LargeCell } from '../../../projection/engine.ts'
import type { RowsQuery } from '../../../projection/rows-query.ts'
import type { StateRow } from '../../../projection/state-view.ts'
import type { ValueRef } from '../../../projection/value-store.ts'
import type { EffectsSummary, ProjectionFailureNote } from '../../state/projection-port.ts'

/** A compiled source, and what it is run with. */
export interface LoadedCode {
  readonly script: string
  /** What a projection is called that does not say its own name. */
  readonly name: string
  readonly engineVersion: KurrentdbEngine
}

type QuestionName = keyof ProjectionQuestions

export type Question<Name extends QuestionName = QuestionName> = {
  [One in Name]: { readonly name: One; readonly input: ProjectionQuestions[One]['input'] }
}[Name]

/** Answered by what a worker has recorded. */
export type LiveQuestion = Question<'inspect' | 'blame' | 'changes' | 'diffMoments'>

/** Answered by folding anew, in a worker of its own. */
export type LoneQuestion = Question<'find' | 'compare' | 'shrink' | 'checkDeterminism'>

export type Answer<Name extends QuestionName = QuestionName> = {
  [One in Name]: { readonly name: One; readonly answer: ProjectionQuestions[One]['answer'] }
}[Name]

/** What the page says to the worker. Events cross as JSON text. */
export type PageMessage =
  | LoadMessage
  | LoneMessage
  /** The next message of the subscription to the projection's events, as the JSON text of a SubscriptionMessage. */
  | { readonly kind: 'next'; readonly text: string }
  /** At most one is unanswered at a time. */
  | { readonly kind: 'seek'; readonly id: number; readonly position: Position; readonly rows: RowsQuery }
  | LiveAsk
  /** Nobody waits for the answer any more. */
  | { readonly kind: 'cancel'; readonly id: number }
  | CallReply
  /** Wants an `alive`. */
  | { readonly kind: 'ping' }

/** The first message to a worker that follows the log. It names some events after `namingAfter`, each before it folds it. */
export interface LoadMessage {
  readonly kind: 'load'
  readonly code: LoadedCode
  /** Absent: as the projection says. */
  readonly onFailure?: FailurePolicy
  /** How many bytes of folded events to keep for seeks. */
  readonly tailBytes: number
  /** How many bytes of values to keep in memory, and whether the page takes those beyond. */
  readonly budgetBytes: number
  readonly hasScratch: boolean
  readonly namingAfter?: Position
}

/** The first and only message to a worker that answers one question. */
export interface LoneMessage {
  readonly kind: 'lone'
  readonly code: LoadedCode
  readonly onFailure?: FailurePolicy
  readonly question: LoneQuestion
  /** The question's predicate as a script. */
  readonly predicate?: string
  /** What the projection is compared with, where that is another projection. */
  readonly other?: LoadedCode
}

/** At most one is unanswered at a time. */
export interface LiveAsk {
  readonly kind: 'ask'
  readonly id: number
  readonly question: LiveQuestion
  /** Of `inspect`: the event, in an array. */
  readonly text?: string
}

/** The answer to a {@link WorkerCall}: text of events, '' where there are no more, or bytes; or why there is none. */
export interface CallReply {
  readonly kind: 'reply'
  readonly id: number
  readonly text?: string
  readonly bytes?: Uint8Array
  readonly error?: ErrorRecord
}

/** What the worker says to the page, which trusts none of it: user code runs beside whoever wrote it. */
export type WorkerMessage =
  /** It is there and waits for its first message. */
  | { readonly kind: 'up' }
  | WorkerLoaded
  /** The answer to a `ping`, and sent by whoever works for long without anything else to say. */
  | { readonly kind: 'alive' }
  /** Sent before an event is folded, where `load` asked for it. */
  | { readonly kind: 'folding'; readonly position: Position }
  | WorkerProgress
  | { readonly kind: 'call'; readonly id: number; readonly call: WorkerCall }
  | WorkerView
  | { readonly kind: 'asked-progress'; readonly progress: AskProgress }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  /** The question has no answer; the worker goes on. */
  | { readonly kind: 'unanswered'; readonly id: number; readonly error: WorkerError }
  | WorkerFailure

export interface WorkerLoaded {
  readonly kind: 'loaded'
  readonly name: string
  readonly dialect: ProjectionDialect
  readonly columns: readonly string[]
  readonly filter: EventFilter
}

/** What a worker asks its page for, and gets a {@link CallReply} to. */
export type WorkerCall =
  /** Events of the projection that the worker no longer has. */
  | { readonly what: 'tail'; readonly after: Position; readonly upTo: Position }
  /** The next page of a reader, which begins with its first one. */
  | { readonly what: 'page'; readonly reader: number; readonly begin?: ReaderRange }
  | { readonly what: 'close'; readonly reader: number }
  | { readonly what: 'append'; readonly bytes: Uint8Array }
  | { readonly what: 'read'; readonly ranges: readonly ValueRef[] }

export interface ReaderRange {
  /** The store's history, or the one that a question lays over it. */
  readonly history: 'own' | 'other'
  readonly filter: EventFilter
  readonly after: Position
  readonly upTo: Position
}

/** Sent after every slice of work. */
export interface WorkerProgress {
  readonly kind: 'progress'
  readonly position: Position
  /** How many `next` messages are dealt with since the beginning. */
  readonly batches: number
  /** Whether the last `caught-up` is reached. */
  readonly caughtUp: boolean
  /** The event that ended the fold by failing. */
  readonly stoppedAt?: Position
  readonly failureCount: number
  /** Those that are new since the last one. */
  readonly newFailures: readonly ProjectionFailureNote[]
  /** Absent where they are as they were. */
  readonly effects?: EffectsSummary
  /** Absent where they are as they were. */
  readonly largeCells?: readonly LargeCell[]
}

export interface WorkerView {
  readonly kind: 'view'
  readonly id: number
  readonly exact: boolean
  readonly total: number
  readonly rows: readonly StateRow[]
  readonly failure?: ProjectionFailureNote
}

export interface WorkerError {
  readonly code: EpochErrorCode
  readonly message: string
  /** Of the script, from 1. */
  readonly line?: number
}

/** The worker has given up. */
interface WorkerFailure extends WorkerError {
  readonly kind: 'failed'
}
