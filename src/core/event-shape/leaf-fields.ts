import type { EventShape } from './event-shape.ts'
import type { ValueKind, ValueShape } from './value-shape.ts'

/** A text, number or boolean in the data of a type of event, outside of lists. */
export interface LeafField {
  /** Names from the outside in. */
  readonly path: readonly string[]
  readonly kind: 'text' | 'number' | 'boolean'
  /** Whether every event that was looked at has it, and of this kind. */
  readonly always: boolean
}

const leafKinds = ['text', 'number', 'boolean'] as const

/** The fields that hold one kind of value besides null, in the order in which they stand in the newest events. */
export function leafFields({ periods }: EventShape): readonly LeafField[] {
  const newest = periods.at(-1)
  if (newest === undefined) return []
  const whole = periods.length === 1 && total(newest.data) === count(newest.data, 'object')
  return [...leavesIn(newest.data, [], whole)]
}

function* leavesIn(shape: ValueShape, path: readonly string[], whole: boolean): Generator<LeafField> {
  const objects = count(shape, 'object')
  for (const [name, { value, seen }] of shape.fields) {
    const here = [...path, name]
    const kinds = leafKinds.filter((kind) => value.kinds.has(kind))
    const [kind] = kinds
    const always = whole && seen === objects
    if (kind !== undefined && kinds.length === 1 && !value.kinds.has('object') && !value.kinds.has('list'))
      yield { path: here, kind, always: always && !value.kinds.has('null') }
    else if (value.kinds.has('object')) yield* leavesIn(value, here, always && total(value) === count(value, 'object'))
  }
}

function total({ kinds }: ValueShape): number {
  return [...kinds.values()].reduce((sum, each) => sum + each, 0)
}

function count({ kinds }: ValueShape, kind: ValueKind): number {
  return kinds.get(kind) ?? 0
}
