import type { EpochErrorCode } from '../../../core/errors.ts'
import type { Position } from '../../../core/event.ts'
import type { EventFilter } from '../../../core/event-filter.ts'
import type { StateRow } from '../../../projection/state-view.ts'
import type { ProjectionFailureNote } from '../../state/projection-port.ts'

/** What the page says to the worker. Events cross as the JSON text of an array of them. */
export type PageMessage =
  /** The first message: the compiled source. From position `namingAfter` up to `namingUpTo` the worker names each event before it folds it. */
  | {
      readonly kind: 'load'
      readonly script: string
      /** How many bytes of folded events to keep for seeks. */
      readonly tailBytes: number
      readonly namingAfter?: Position
      readonly namingUpTo?: Position
    }
  | { readonly kind: 'events'; readonly text: string }
  | { readonly kind: 'caught-up'; readonly position: Position }
  /** At most one is unanswered at a time. */
  | ({ readonly kind: 'seek'; readonly id: number; readonly position: Position } & SoughtRows)
  | { readonly kind: 'tail'; readonly after: Position; readonly text: string }

interface SoughtRows {
  readonly from: number
  readonly limit: number
  readonly text: string
}

/** What the worker says to the page, which trusts none of it: user code runs beside whoever wrote it. */
export type WorkerMessage =
  /** It is there and waits for `load`. */
  | { readonly kind: 'up' }
  | {
      readonly kind: 'loaded'
      readonly name: string
      readonly columns: readonly string[]
      readonly filter: EventFilter
    }
  /** Sent before an event is folded, where `load` asked for it. */
  | { readonly kind: 'folding'; readonly position: Position }
  | WorkerProgress
  /** A seek needs these events, which the worker no longer has. */
  | { readonly kind: 'need'; readonly after: Position; readonly upTo: Position }
  | WorkerView
  | WorkerFailure

/** Sent after every 1,000 events, or sooner as time goes by. */
export interface WorkerProgress {
  readonly kind: 'progress'
  readonly position: Position
  /** How many `events` messages are folded since the beginning. */
  readonly batches: number
  /** Whether the last `caught-up` is reached. */
  readonly caughtUp: boolean
  readonly failureCount: number
  /** Those that are new since the last one. */
  readonly newFailures: readonly ProjectionFailureNote[]
}

export interface WorkerView {
  readonly kind: 'view'
  readonly id: number
  readonly exact: boolean
  readonly total: number
  readonly rows: readonly StateRow[]
  readonly failure?: ProjectionFailureNote
}

/** The worker has given up. */
export interface WorkerFailure {
  readonly kind: 'failed'
  readonly code: EpochErrorCode
  readonly message: string
  readonly line?: number
}
