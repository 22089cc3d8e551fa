import type { Position } from '../../core/event.ts'
import type { EmittedEvent, FailurePolicy, ProjectionDialect } from '../../core/projection.ts'
import type {
  CellChange,
  Comparison,
  Crossing,
  DeterminismReport,
  FindInput,
  Found,
} from '../../projection/ask/questions.ts'

/** A projection's file, compiled. */
export interface ProjectionScript {
  /** As the person named it. */
  readonly path: string
  /** What to call it where it has no name of its own. */
  readonly name: string
  readonly script: string
}

/** What a projection's thread is started for. */
export interface ProjectionTask {
  /** One, or for `diffProjections` two. */
  readonly projections: readonly ProjectionScript[]
  /** Whose behaviour KurrentDB's projections have. */
  readonly engineVersion: 1 | 2
  /** Default: as each projection says. */
  readonly onFailure?: FailurePolicy
  readonly question: ThreadQuestion
}

export type ThreadQuestion =
  | { readonly kind: 'states'; readonly upTo: Position; readonly key?: string }
  | { readonly kind: 'effects'; readonly upTo: Position }
  | { readonly kind: 'find'; readonly input: FindInput }
  | { readonly kind: 'assert'; readonly upTo: Position; readonly predicate: string; readonly key?: string }
  | { readonly kind: 'diffMoments'; readonly from: Position; readonly to: Position; readonly limit: number }
  | { readonly kind: 'diffProjections'; readonly upTo: Position; readonly limit: number }
  | { readonly kind: 'checkDeterminism'; readonly upTo: Position }

/** What it tells, part by part; the last is a `folded` for each projection. */
export type ThreadOutput =
  | { readonly kind: 'states'; readonly states: readonly CellState[] }
  | { readonly kind: 'effects'; readonly effects: readonly ToldEffect[] }
  | { readonly kind: 'crossings'; readonly crossings: readonly Crossing[] }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'asserted'; readonly asserted: Asserted }
  | { readonly kind: 'diff'; readonly diff: MomentsDiff }
  | { readonly kind: 'comparison'; readonly comparison: Comparison }
  | { readonly kind: 'determinism'; readonly report: DeterminismReport }
  | { readonly kind: 'folded'; readonly folded: FoldedProjection }

/** A cell's state as JSON text. */
export interface CellState {
  readonly key: string
  readonly state: string
  /** What is given out in its place, where the projection transforms or filters it; `null` for nothing. */
  readonly result?: string
  /** Why that could not be had. */
  readonly resultError?: string
  /** Whether it is the state that all partitions share, whose key is no partition's. */
  readonly isShared?: true
}

export type ToldEffect =
  | ({ readonly position: Position } & EmittedEvent)
  | { readonly position: Position; readonly log: string }

export interface Asserted {
  /** How many cells were asked. */
  readonly cells: number
  readonly holding: number
  /** The first of those for which it does not hold. */
  readonly failing: readonly CellState[]
  readonly trouble?: Found['trouble']
}

export interface MomentsDiff {
  readonly total: number
  readonly cells: readonly ChangedCell[]
}

export interface ChangedCell extends CellChange {
  /** How many events between the two moments touched it. */
  readonly events: number
  /** Where the first of those are. */
  readonly positions: readonly Position[]
}

/** How one projection's fold went. */
export interface FoldedProjection {
  readonly path: string
  readonly name: string
  readonly dialect: ProjectionDialect
  readonly events: number
  /** How many live at the end, where that was counted. */
  readonly cells?: number
  readonly emitted: number
  readonly logged: number
  readonly failures: { readonly count: number; readonly first: readonly ToldFailure[] }
  /** The event that ended the fold, where failures do that. */
  readonly stoppedAt?: Position
}

export interface ToldFailure {
  readonly position: Position
  readonly key: string
  readonly message: string
  /** Line of the projection's script, as far as it is known. */
  readonly scriptLine?: number
}
