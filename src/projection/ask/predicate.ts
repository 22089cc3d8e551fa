import { EpochError } from '../../core/errors.ts'
import type { ProjectedEvent } from '../../core/projection.ts'

/** Whether a state fits. `event` is the one that set it, as projections in Epoch's dialect see events. */
export type Predicate = (state: unknown, key: string, event: ProjectedEvent) => boolean

/** The global that {@link predicateScript} sets. */
export const PREDICATE_GLOBAL = 'epochPredicate'

/** How many lines stand before the text in its script. */
export const PREDICATE_LINES_BEFORE = 1

/**
 * A predicate's text as a script, to be run as the projection's own is: an expression over `state`, `key` and `event`, or one for a
 * function of the three. Code is never made of text here: pages forbid that.
 *
 * @throws EpochError `predicate-invalid` where there is no text
 */
export function predicateScript(text: string): string {
  if (text.trim() === '') throw new EpochError('predicate-invalid', 'the predicate is empty; write one over state')
  return `${PREDICATE_GLOBAL} = function (state, key, event) { 'use strict'; return (\n${text}\n) }`
}

/** What the script left in its global. @throws EpochError `predicate-invalid` where that is no predicate */
export function predicateOf(script: unknown): Predicate {
  if (typeof script !== 'function') throw new EpochError('predicate-invalid', 'the predicate is no expression')
  return (state, key, event) => {
    const value: unknown = script(state, key, event)
    const answer: unknown = typeof value === 'function' ? value(state, key, event) : value
    if (answer instanceof Promise) throw new TypeError('the predicate is async; a search waits for nothing')
    return Boolean(answer)
  }
}
