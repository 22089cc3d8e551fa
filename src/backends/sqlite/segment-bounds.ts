import type { FilterTree, NameField } from '../../core/filter/filter-tree.ts'
import type { PositionRange } from './candidate-source.ts'
import type { NameNumbers } from './name-numbers.ts'
import { ALL_NUMBERS, complementOf, intersectionOf, type NumberSet, unionOf } from './number-set.ts'
import { overlapOf } from './position-range.ts'

/** Both ends inclusive. */
interface TimeRange {
  readonly fromUs: number
  readonly toUs: number
}

/** What segments can answer: an event fits when its type, category, position and time all do. */
export interface SegmentBounds {
  readonly types: NumberSet
  readonly categories: NumberSet
  readonly positions: PositionRange
  readonly timesUs: TimeRange
}

export interface BoundedTree {
  readonly bounds: SegmentBounds
  /** What an event must fit besides. */
  readonly rest: readonly FilterTree[]
}

export interface Numbers {
  readonly types: NameNumbers
  readonly categories: NameNumbers
}

export const EVERYWHERE: SegmentBounds = {
  types: ALL_NUMBERS,
  categories: ALL_NUMBERS,
  positions: { low: 0, high: Number.POSITIVE_INFINITY },
  timesUs: { fromUs: Number.NEGATIVE_INFINITY, toUs: Number.POSITIVE_INFINITY },
}

/** Takes out of a tree what segments can answer. */
export function boundedTree(tree: FilterTree, numbers: Numbers): BoundedTree {
  let bounds = EVERYWHERE
  const rest: FilterTree[] = []
  for (const part of conjunctsOf(tree)) {
    const narrower = narrowed(bounds, part, numbers)
    if (narrower === undefined) rest.push(part)
    else bounds = narrower
  }
  return { bounds, rest }
}

function narrowed(bounds: SegmentBounds, part: FilterTree, numbers: Numbers): SegmentBounds | undefined {
  const types = numbersOf(part, 'type', numbers.types)
  if (types !== undefined) return { ...bounds, types: intersectionOf(bounds.types, types) }
  const categories = numbersOf(part, 'category', numbers.categories)
  if (categories !== undefined) return { ...bounds, categories: intersectionOf(bounds.categories, categories) }
  if (part.kind !== 'range') return undefined
  const { of, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = part
  switch (of) {
    case 'position':
      return { ...bounds, positions: overlapOf(bounds.positions, { low: Math.ceil(from) - 1, high: to }) }
    case 'time': {
      const { fromUs, toUs } = bounds.timesUs
      return { ...bounds, timesUs: { fromUs: Math.max(fromUs, from), toUs: Math.min(toUs, to) } }
    }
    default:
      return undefined
  }
}

/** The numbers that a tree lets through, where it asks for nothing but names of one kind. */
function numbersOf(tree: FilterTree, field: NameField, numbers: NameNumbers): NumberSet | undefined {
  switch (tree.kind) {
    case 'name':
      return tree.of === field ? { kind: 'only', numbers: numbers.of(tree.names) } : undefined
    case 'not': {
      const inner = numbersOf(tree.part, field, numbers)
      return inner && complementOf(inner)
    }
    case 'and':
    case 'or': {
      const combine = tree.kind === 'and' ? intersectionOf : unionOf
      let all: NumberSet | undefined
      for (const part of tree.parts) {
        const inner = numbersOf(part, field, numbers)
        if (inner === undefined) return undefined
        all = all === undefined ? inner : combine(all, inner)
      }
      return all
    }
    default:
      return undefined
  }
}

/** The parts that must all fit, those behind a `not` included: not (a or b) is not a and not b. */
function conjunctsOf(tree: FilterTree): readonly FilterTree[] {
  switch (tree.kind) {
    case 'everything':
      return []
    case 'and':
      return tree.parts.flatMap(conjunctsOf)
    case 'not':
      return negatedConjuncts(tree.part)
    default:
      return [tree]
  }
}

function negatedConjuncts(part: FilterTree): readonly FilterTree[] {
  switch (part.kind) {
    case 'not':
      return conjunctsOf(part.part)
    case 'or':
      return part.parts.flatMap(negatedConjuncts)
    case 'range':
      return [negatedRange(part)]
    default:
      return [{ kind: 'not', part }]
  }
}

/** Outside a range that is open at one end is a range again. */
function negatedRange(part: Extract<FilterTree, { kind: 'range' }>): FilterTree {
  const { of, from, to } = part
  if (from !== undefined && to === undefined) return { kind: 'range', of, to: from - 1 }
  if (to !== undefined && from === undefined) return { kind: 'range', of, from: to + 1 }
  return { kind: 'not', part }
}
