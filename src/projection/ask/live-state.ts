import { recordable } from '../recordable.ts'
import { isSameJson, isSameState } from './state-path.ts'

/** A state of a fold as JSON text; `undefined` for a cell that does not live. */
export function textOf(state: unknown): string | undefined {
  return state === undefined ? undefined : (recordable(state).json ?? 'null')
}

/** Whether two states of folds are the same JSON, though they may still hold what JSON leaves out. */
export function isSameLive(one: unknown, other: unknown): boolean {
  return isSameAsItIs(one, other) || isSameState(textOf(one), textOf(other))
}

function isSameAsItIs(one: unknown, other: unknown): boolean {
  try {
    return isSameJson(one, other)
  } catch {
    // A getter or a trap of the projection's own: whoever takes the states' texts meets it again.
    return false
  }
}
