import type { PayloadPath } from './payload-path.ts'

/**
 * What a filter says, apart from how it was written. `predicateOf` gives it its meaning; what a backend makes of it may only be
 * quicker. Parsed trees are made by {@link allOf}, {@link anyOf} and {@link negationOf}, so they have no `and` in an `and`, no `or` in
 * an `or`, no `not` in a `not`, and `everything` only as the whole.
 */
export type FilterTree =
  /** Fits every event: an empty filter. */
  | { readonly kind: 'everything' }
  | { readonly kind: 'and'; readonly parts: readonly FilterTree[] }
  | { readonly kind: 'or'; readonly parts: readonly FilterTree[] }
  | { readonly kind: 'not'; readonly part: FilterTree }
  /** The event's type, its stream's name or that name's category is one of these; none of them fits nothing. */
  | { readonly kind: 'name'; readonly of: NameField; readonly names: readonly NamePattern[] }
  /** The event's own id, or one that its metadata names, is one of these; the case of a UUID does not matter. */
  | { readonly kind: 'id'; readonly of: IdField; readonly ids: readonly string[] }
  /** Whole numbers, both ends inclusive; `time` is the event's own time in microseconds since 1970. An absent end is open. */
  | { readonly kind: 'range'; readonly of: RangeField; readonly from?: number; readonly to?: number }
  /** What is at the path compares so with the value; see payload-test.ts. */
  | {
      readonly kind: 'compare'
      readonly path: PayloadPath
      readonly operator: ComparisonOperator
      readonly value: FilterValue
    }
  /** There is something at the path, be it null. */
  | { readonly kind: 'has'; readonly path: PayloadPath }
  /** These words follow each other in the event's data; see words.ts. */
  | { readonly kind: 'words'; readonly words: readonly string[] }

export type NameField = 'type' | 'stream' | 'category'
export type IdField = 'id' | 'correlation' | 'causation' | 'actor'
export type RangeField = 'position' | 'version' | 'schema' | 'time'
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>='

/** A name as it is or, where `wild`, one in which each `*` stands for any characters, none included. */
export interface NamePattern {
  readonly text: string
  readonly wild: boolean
}

/** What a path is compared with. Numbers are JSON number texts, so that they stay exact. */
export type FilterValue =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }

/** Fits what all parts fit. */
export function allOf(parts: readonly FilterTree[]): FilterTree {
  const flat = parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part]))
  const wanted = flat.filter((part) => part.kind !== 'everything')
  const [only, another] = wanted
  if (only === undefined) return { kind: 'everything' }
  return another === undefined ? only : { kind: 'and', parts: wanted }
}

/** The terms that all must fit, in order; {@link allOf} makes the tree of them again. */
export function termsOf(tree: FilterTree): readonly FilterTree[] {
  if (tree.kind === 'everything') return []
  return tree.kind === 'and' ? tree.parts : [tree]
}

/** Fits what any part fits. @param parts at least one */
export function anyOf(parts: readonly FilterTree[]): FilterTree {
  const flat = parts.flatMap((part) => (part.kind === 'or' ? part.parts : [part]))
  if (flat.some((part) => part.kind === 'everything')) return { kind: 'everything' }
  const [only, another] = flat
  return only !== undefined && another === undefined ? only : { kind: 'or', parts: flat }
}

/** Fits what the part does not fit. */
export function negationOf(part: FilterTree): FilterTree {
  return part.kind === 'not' ? part.part : { kind: 'not', part }
}
