import { countText } from '../ui/count-text.ts'
import { durationText } from '../ui/duration-text.ts'
import type { CausalNode } from './causal-forest.ts'
import type { CausalSummary } from './causal-summary.ts'

/** Along what events are laid: their own times, or an even step each in the log's order, where waits would hide all else. */
export type AxisKind = 'time' | 'order'

export interface TrackAxis {
  /** Where an event is, from 0 to 1. */
  readonly placeOf: (node: CausalNode) => number
  /** What is at a place from 0 to 1, in words: where `from`, the first place in sight, is said already, how far after it. */
  readonly textAt: (place: number, from: number) => string
}

export function trackAxis(kind: AxisKind, nodes: readonly CausalNode[], summary: CausalSummary): TrackAxis {
  if (kind === 'order') return orderAxis(nodes)
  const { fromUs, toUs } = summary
  const spanUs = Math.max(1, toUs - fromUs)
  return {
    placeOf: ({ event }) => (event.createdAtUs - fromUs) / spanUs,
    textAt: (place, from) => timeText(place * (toUs - fromUs), from * (toUs - fromUs)),
  }
}

function timeText(us: number, firstUs: number): string {
  return firstUs === 0 || us === firstUs ? `+${durationText(us)}` : `… +${durationText(us - firstUs)}`
}

function orderAxis(nodes: readonly CausalNode[]): TrackAxis {
  const positions = nodes.map(({ event }) => event.position).sort((one, other) => one - other)
  const last = Math.max(1, positions.length - 1)
  const places = new Map(positions.map((position, at) => [position, at / last]))
  return {
    placeOf: ({ event }) => places.get(event.position) ?? 0,
    textAt: (place) => `event ${countText(Math.round(place * (positions.length - 1)) + 1)}`,
  }
}
