import { canonicalId } from '../../core/event.ts'
import type { LinkedEvent } from '../state/causes-around.ts'

/** An event among those that came from the same, below the one that caused it. */
export interface CausalNode {
  readonly event: LinkedEvent
  /** Place of its cause in the forest; -1 for a root. */
  readonly cause: number
  /** Why a root is one: it names no cause, one that is not among these events, or one that came of itself. */
  readonly root: 'first' | 'outside' | 'cycle' | undefined
  /** How many causes up its root is, from 1. */
  readonly depth: number
  /** How many events it caused directly, and how many all in all: those follow it in the forest. */
  readonly effects: number
  readonly below: number
}

/**
 * Events by what caused them, each exactly once whatever their causes say: roots in the events' order, every event directly before
 * what it caused. Of a ring of causes the first event is the root.
 */
export function causalForest(events: readonly LinkedEvent[]): readonly CausalNode[] {
  const causes = causesOf(events)
  const rings = cutRings(causes)
  const effects = new Map<number, number[]>()
  const roots: number[] = []
  causes.forEach((cause, at) => {
    if (cause < 0) {
      roots.push(at)
      return
    }
    const known = effects.get(cause)
    if (known === undefined) effects.set(cause, [at])
    else known.push(at)
  })
  return laidOut(events, { effects, roots, rings })
}

/** For each event the place of its cause; -1 where it is not among them. Of events with the same id the first counts. */
function causesOf(events: readonly LinkedEvent[]): number[] {
  const places = new Map<string, number>()
  events.forEach(({ id }, at) => {
    if (!places.has(id)) places.set(id, at)
  })
  return events.map(({ causationId }) => {
    if (causationId === undefined) return -1
    return places.get(canonicalId(causationId)) ?? places.get(causationId) ?? -1
  })
}

/** Makes the first event of every ring a root. @returns those events */
function cutRings(causes: number[]): ReadonlySet<number> {
  const rings = new Set<number>()
  /** For each event the walk that came by, or 0. */
  const walks = new Uint32Array(causes.length)
  for (let start = 0; start < causes.length; start++) {
    let at = start
    while (at >= 0 && walks[at] === 0) {
      walks[at] = start + 1
      at = causes[at] ?? -1
    }
    if (at < 0 || walks[at] !== start + 1) continue
    const first = firstOfRing(causes, at)
    causes[first] = -1
    rings.add(first)
  }
  return rings
}

function firstOfRing(causes: readonly number[], start: number): number {
  let first = start
  for (let at = causes[start] ?? start; at !== start; at = causes[at] ?? start) first = Math.min(first, at)
  return first
}

interface Links {
  readonly effects: ReadonlyMap<number, readonly number[]>
  readonly roots: readonly number[]
  readonly rings: ReadonlySet<number>
}

function laidOut(events: readonly LinkedEvent[], { effects, roots, rings }: Links): readonly CausalNode[] {
  const nodes: { -readonly [Part in keyof CausalNode]: CausalNode[Part] }[] = []
  const waiting = roots.map((at) => ({ at, cause: -1 })).reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const event = events[next.at]
    if (event === undefined) continue
    const children = effects.get(next.at) ?? []
    const depth = (nodes[next.cause]?.depth ?? 0) + 1
    const root = next.cause < 0 ? rootKind(event, rings.has(next.at)) : undefined
    const place = nodes.push({ event, cause: next.cause, root, depth, effects: children.length, below: 0 }) - 1
    for (const at of children.toReversed()) waiting.push({ at, cause: place })
  }
  for (const node of nodes.toReversed()) {
    const cause = nodes[node.cause]
    if (cause !== undefined) cause.below += node.below + 1
  }
  return nodes
}

function rootKind({ causationId }: LinkedEvent, inRing: boolean): CausalNode['root'] {
  if (inRing) return 'cycle'
  return causationId === undefined ? 'first' : 'outside'
}

/** Places in the forest of the nodes that are shown while what some events caused is folded away. */
export function shownNodes(nodes: readonly CausalNode[], folded: ReadonlySet<string>): readonly number[] {
  const shown: number[] = []
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]
    shown.push(at)
    if (node !== undefined && folded.has(node.event.id)) at += node.below
  }
  return shown
}

/** The places of a node and of all its causes. */
export function pathToRoot(nodes: readonly CausalNode[], place: number): ReadonlySet<number> {
  const path = new Set<number>()
  for (let at = place; at >= 0; at = nodes[at]?.cause ?? -1) path.add(at)
  return path
}
