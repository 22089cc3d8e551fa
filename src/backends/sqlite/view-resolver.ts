import { type EventFilter, treeOf } from '../../core/event-filter.ts'
import { predicateOf } from '../../core/filter/filter-predicate.ts'
import type { FilterTree } from '../../core/filter/filter-tree.ts'
import type { Search } from './event-search.ts'
import { isNoNumbers } from './number-set.ts'
import { isEmpty } from './position-range.ts'
import { type PlanParts, planOf } from './search-plan.ts'
import { boundedTree, EVERYWHERE, type SegmentBounds } from './segment-bounds.ts'
import type { StreamNumber } from './stream-numbers.ts'

/** How long segments may be learnt about before a search, where the store keeps them. */
const LEARN_MS = 10

/** What a filter comes to in a store with a certain head. */
export type View =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'everything' }
  | { readonly kind: 'stream'; readonly stream: StreamNumber }
  /** Segments say which row is where. */
  | { readonly kind: 'segments'; readonly bounds: SegmentBounds; readonly search: Search }
  /** Rows are numbered as they are found. */
  | { readonly kind: 'search'; readonly search: Search }

/** Turns filters into the way in which their events are found. */
export class ViewResolver {
  readonly #parts: PlanParts

  constructor(parts: PlanParts) {
    this.#parts = parts
  }

  /**
   * Names that the store does not have fit nothing: read the head first, then resolve, and search no further than that head; for a later one
   * resolve again.
   */
  resolve(filter: EventFilter, head: number): View {
    const tree = treeOf(filter)
    if (tree.kind === 'everything') return { kind: 'everything' }
    const bounded = boundedTree(tree, this.#parts.numbers)
    const { bounds, rest } = bounded
    if (isNowhere(bounds)) return { kind: 'nothing' }
    if (bounds === EVERYWHERE) {
      const only = this.#onlyStream(rest)
      if (only !== undefined) return only
    }
    const { segments } = this.#parts
    if (bounds !== EVERYWHERE && segments.isStored) segments.learn(head, performance.now() + LEARN_MS)
    const search = { plan: planOf(bounded, this.#parts), fits: predicateOf(tree) }
    return rest.length === 0 ? { kind: 'segments', bounds, search } : { kind: 'search', search }
  }

  #onlyStream([part, another]: readonly FilterTree[]): View | undefined {
    if (part?.kind !== 'name' || part.of !== 'stream' || another !== undefined) return undefined
    const [name, ...others] = part.names
    if (name === undefined) return { kind: 'nothing' }
    if (name.wild || others.some(({ wild, text }) => wild || text !== name.text)) return undefined
    const stream = this.#parts.streams.named(name.text)
    return stream === undefined ? { kind: 'nothing' } : { kind: 'stream', stream }
  }
}

function isNowhere({ types, categories, positions, timesUs }: SegmentBounds): boolean {
  return isNoNumbers(types) || isNoNumbers(categories) || isEmpty(positions) || timesUs.fromUs > timesUs.toUs
}
