import type { Position } from '../../core/event.ts'
import type { FieldHistory, FieldPresence } from '../../core/event-shape/field-history.ts'

/** A position at which it changes whether the events of a type have a field, and what happens there. */
interface FieldChange {
  readonly what: 'first' | 'missing' | 'last'
  readonly position: Position
}

/**
 * Where a field comes, is missing for the first time after that, and is there for the last time; nothing where every event has it, or has had it
 * since the type's first.
 */
export function fieldChanges(
  { first, runs }: Pick<FieldHistory, 'first' | 'runs'>,
  { firstWith, lastWith, firstWithoutAfter }: FieldPresence,
): readonly FieldChange[] {
  const last = runs.at(-1) ?? first
  return [
    ...(firstWith > first ? [{ what: 'first' as const, position: firstWith }] : []),
    ...(firstWithoutAfter === undefined ? [] : [{ what: 'missing' as const, position: firstWithoutAfter }]),
    ...(lastWith < last ? [{ what: 'last' as const, position: lastWith }] : []),
  ].sort((a, b) => a.position - b.position)
}
