import type { CausalNode } from './causal-forest.ts'

export interface CausalSummary {
  readonly events: number
  readonly streams: number
  /** From the earliest time of any event to the latest; microseconds. */
  readonly fromUs: number
  readonly toUs: number
  /** Events that caused more than one other. */
  readonly forks: number
  /** Most events from a root to an effect. */
  readonly depth: number
  /** The event that took longest after its cause, and how long, in microseconds. */
  readonly longest: { readonly node: CausalNode; readonly us: number } | undefined
}

export function causalSummary(nodes: readonly CausalNode[]): CausalSummary {
  const streams = new Set<string>()
  let [fromUs, toUs, forks, depth] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  let longest: CausalSummary['longest']
  for (const node of nodes) {
    const { event, effects } = node
    streams.add(event.stream)
    fromUs = Math.min(fromUs, event.createdAtUs)
    toUs = Math.max(toUs, event.createdAtUs)
    depth = Math.max(depth, node.depth)
    if (effects > 1) forks++
    const us = latencyUs(node, nodes[node.cause])
    if (us !== undefined && us > (longest?.us ?? 0)) longest = { node, us }
  }
  const [first, last] = nodes.length === 0 ? [0, 0] : [fromUs, toUs]
  return { events: nodes.length, streams: streams.size, fromUs: first, toUs: last, forks, depth, longest }
}

/** How long after its cause an event happened, in microseconds; negative where clocks disagree. Nothing without one. */
export function latencyUs({ event }: CausalNode, cause: CausalNode | undefined): number | undefined {
  return cause && event.createdAtUs - cause.event.createdAtUs
}
