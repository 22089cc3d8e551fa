import type { FoldedStep } from '../plain-fold.ts'
import { maySayTrouble, recordable } from '../recordable.ts'
import { HoldingCells } from './holding-cells.ts'
import type { Predicate } from './predicate.ts'

/** What a shrunk history still has to do. */
export type ShrinkGoal =
  /** An event of it fails, for any cell, with this message, or leaves a state of which it is said that JSON cannot keep it. */
  | { readonly kind: 'failure'; readonly message: string }
  /** The predicate holds in the end, for this cell or, without a key, for any. */
  | { readonly kind: 'predicate'; readonly predicate: Predicate; readonly key?: string }

export interface GoalWatch {
  see(step: FoldedStep): void
  /** The cell for which the goal is met after the steps seen so far; '' where an event fails before it is for any. */
  readonly metFor: string | undefined
  /** Why the goal cannot be judged. */
  readonly trouble: string | undefined
}

export function watchGoal(goal: ShrinkGoal): GoalWatch {
  return goal.kind === 'failure' ? new FailureWatch(goal.message) : new PredicateWatch(goal.predicate, goal.key)
}

class FailureWatch implements GoalWatch {
  readonly trouble = undefined
  readonly #message: string
  readonly #maySayTrouble: boolean
  #key: string | undefined

  constructor(message: string) {
    this.#message = message
    this.#maySayTrouble = maySayTrouble(message)
  }

  get metFor(): string | undefined {
    return this.#key
  }

  see({ failure, keys, states }: FoldedStep): void {
    if (this.#key !== undefined) return
    if (failure?.message === this.#message) this.#key = failure.key
    else if (this.#maySayTrouble) this.#key = keys.find((_, at) => this.#isTroubleOf(states[at]))
  }

  #isTroubleOf(state: unknown): boolean {
    return state !== undefined && recordable(state).trouble === this.#message
  }
}

class PredicateWatch implements GoalWatch {
  readonly #cells: HoldingCells

  constructor(predicate: Predicate, key: string | undefined) {
    this.#cells = new HoldingCells(predicate, key)
  }

  get metFor(): string | undefined {
    return this.#cells.first
  }

  get trouble(): string | undefined {
    return this.#cells.changesState ? this.#cells.trouble?.message : undefined
  }

  see(step: FoldedStep): void {
    this.#cells.see(step, () => {})
  }
}
