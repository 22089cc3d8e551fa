import type { Position } from '../../core/event.ts'
import type { EmittedEvent, SkipReason } from '../../core/projection.ts'
import type { WhatIf } from '../../core/what-if.ts'

/**
 * Everything that can be asked of a projection besides its state at a position, by name: the window asks a sandbox, a command asks a thread,
 * and both are answered by the same functions. All of it is JSON data.
 */
export interface ProjectionQuestions {
  /** What one event did. Any event of the store may be asked about. */
  inspect: { input: { readonly position: Position }; answer: EventInspection }
  /** Which event last set each leaf of a cell. */
  blame: { input: { readonly key: string; readonly position: Position }; answer: CellBlame }
  /** Every event that changed the value at a path of a cell, in order. */
  changes: { input: PathRange & { readonly limit: number }; answer: PathChanges }
  /** What differs between two moments. `from` may be after `to`. */
  diffMoments: { input: { readonly from: Position; readonly to: Position; readonly limit: number }; answer: StateDiff }
  /** Where a predicate on the state begins or ends to hold. */
  find: { input: FindInput; answer: Found }
  /** What another projection, or this one over another history, comes to. */
  compare: { input: CompareInput; answer: Comparison }
  /** The fewest events that still do it. */
  shrink: { input: ShrinkInput; answer: Shrunk }
  /** Whether the same events give the same state whenever and however they are folded. */
  checkDeterminism: { input: { readonly upTo: Position }; answer: DeterminismReport }
}

/** A place in a cell: member names and, for items of lists, their numbers from 0. `[]` is the whole state. */
export type StatePath = readonly (string | number)[]

interface PathRange {
  readonly key: string
  readonly path: StatePath
  /** Exclusive. */
  readonly after: Position
  readonly upTo: Position
}

/** How far a question has come that takes long. */
export interface AskProgress {
  readonly position: Position
  /** How many events were folded for it. */
  readonly events: number
  /** Of `find`: what was found since the last time. */
  readonly crossings?: readonly Crossing[]
  /** Of `shrink`: how many events of the history are left. */
  readonly left?: number
}

export interface EventInspection {
  readonly position: Position
  readonly outcome:
    | { readonly kind: 'handled' }
    | { readonly kind: 'skipped'; readonly reason: SkipReason }
    | { readonly kind: 'failed'; readonly message: string; readonly line?: number }
  /** The cells the event was for, before and after; after a failure both are the same. */
  readonly cells: readonly CellChange[]
  readonly emitted: readonly EmittedEvent[]
  readonly logs: readonly string[]
}

/** A cell at two moments as JSON text; absent where it does not live. */
export interface CellChange {
  readonly key: string
  readonly before?: string
  readonly after?: string
}

export interface CellBlame {
  /** In the order in which they stand in the state. Empty lists and objects are leaves too. */
  readonly leaves: readonly { readonly path: StatePath; readonly position: Position }[]
}

export interface PathChanges {
  readonly changes: readonly {
    readonly position: Position
    /** The value at the path after the event as JSON text; absent where there is none. */
    readonly value?: string
  }[]
  /** False where there are more than the limit. */
  readonly complete: boolean
}

export interface StateDiff {
  /** How many cells differ. */
  readonly total: number
  /** In the order in which their keys were first met. */
  readonly cells: readonly CellChange[]
}

export interface FindInput {
  /**
   * A JavaScript expression over `state`, `key` and `event` (the event that set it, as Epoch's dialect sees events whatever the projection's
   * is), as `state.cents < 0`; or a function of the three.
   * A cell that does not live has no state and does not fit.
   */
  readonly predicate: string
  /** Only this cell; default: any. */
  readonly key?: string
  /** Exclusive. */
  readonly after: Position
  readonly upTo: Position
  /**
   * `first` and `last`: the first and the last event in the range after which it holds, having not held before it for that cell;
   * `crossings`: every event at which it begins or ends to hold.
   */
  readonly want: 'first' | 'last' | 'crossings'
  /** Most crossings that are answered with; those beyond are counted. */
  readonly limit: number
}

export interface Crossing {
  readonly position: Position
  readonly key: string
  /** Whether it holds from here on, or no longer. */
  readonly holds: boolean
}

export interface Found {
  readonly crossings: readonly Crossing[]
  /** Of `first`, 0 or 1; of `last`, at how many events it begins to hold in the range; of `crossings`, how many there are. */
  readonly total: number
  /** How many cells fit at the end of the range; of `first`, after the event that was found. */
  readonly holding: number
  /** The first trouble of the predicate itself: it counts as false where it throws. */
  readonly trouble?: { readonly position: Position; readonly key: string; readonly message: string }
}

export interface CompareInput {
  readonly upTo: Position
  readonly limit: number
  /** The other history: what is asked is the left side, over the store as it is. */
  readonly whatIf?: WhatIf
  /** The other projection's compiled source. Without it, the same. */
  readonly otherScript?: string
}

export interface Comparison {
  /** The first event after which the two differ, and in which cell. */
  readonly firstDivergence?: { readonly position: Position; readonly key: string }
  /** How many cells differ at the end. */
  readonly total: number
  /** `before` is this projection, `after` the other. */
  readonly cells: readonly CellChange[]
}

export interface ShrinkInput {
  readonly upTo: Position
  readonly goal: /** Still fails at an event, for a cell, with this message, or leaves a state of which it is said. */
    | { readonly kind: 'failure'; readonly message: string }
    /** The predicate of {@link FindInput} holds in the end. */
    | { readonly kind: 'predicate'; readonly predicate: string; readonly key?: string }
}

export interface Shrunk {
  /** In order. Every one of them is needed: without any of them the goal is missed. */
  readonly positions: readonly Position[]
  /** How many histories were tried. */
  readonly tries: number
  /** The events as NDJSON, one a line, for `epoch import` and tests. */
  readonly fixture: string
}

export interface DeterminismReport {
  /** Absent where both folds came to the same. */
  readonly difference?: {
    /** The first event after which two folds of the same events differ. */
    readonly position: Position
    readonly key: string
    readonly first?: string
    readonly second?: string
  }
  /** What the projection asked for that is not the same everywhere, and what it gets in its place. */
  readonly uses: readonly DeterminismUse[]
}

export interface DeterminismUse {
  /** As it is written: `Date.now`, `Math.random`, `toLocaleString`. */
  readonly name: string
  readonly count: number
  readonly firstPosition: Position
}
