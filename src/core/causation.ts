import type { AbortSignalLike } from './abort-signal-like.ts'
import { BadName } from './errors.ts'
import { canonicalId, type Event, type EventId, eventId } from './event.ts'
import type { EventRow, LogIndex } from './log-index.ts'
import { linksOf } from './metadata.ts'

export interface CausationOptions {
  /** Most events of the answer, the event asked about not counted. */
  readonly limit: number
  readonly signal?: AbortSignalLike
}

export interface CausationChain {
  /** The event, its cause, that one's cause and so on. */
  readonly events: readonly Event[]
  /**
   * Why there are no more: the last one names no cause; the one it names is not in the store; it is in the chain already; or the limit
   * is reached.
   */
  readonly end:
    | { readonly kind: 'first-cause' }
    | { readonly kind: 'unknown-cause'; readonly causationId: string }
    | { readonly kind: 'cycle'; readonly causationId: string }
    | { readonly kind: 'limit'; readonly causationId: string }
}

/** From an event up to its first cause. */
export async function causationChain(
  index: Pick<LogIndex, 'eventById'>,
  event: Event,
  { limit, signal }: CausationOptions,
): Promise<CausationChain> {
  const events = [event]
  const ids = new Set([event.id])
  for (let last = event; ; ) {
    signal?.throwIfAborted()
    const { causationId } = linksOf(last.metadata)
    if (causationId === undefined) return { events, end: { kind: 'first-cause' } }
    const id = legalId(causationId)
    if (id !== undefined && ids.has(id)) return { events, end: { kind: 'cycle', causationId } }
    if (events.length > limit) return { events, end: { kind: 'limit', causationId } }
    const cause = id === undefined ? undefined : await index.eventById(id)
    if (cause === undefined) return { events, end: { kind: 'unknown-cause', causationId } }
    events.push(cause)
    ids.add(cause.id)
    last = cause
  }
}

export interface CausationTree {
  /** What followed from the root, nearest first: the effects of each event in the log's order, after those of all events above it. */
  readonly effects: readonly Effect[]
  /** Whether these are all: the limit cut nothing off. */
  readonly complete: boolean
}

interface Effect {
  readonly event: EventRow
  readonly cause: EventId
  /** 1 for what the root itself caused. */
  readonly depth: number
}

/** What followed from an event, directly and through others. An event that is its own effect is not repeated. */
export async function causationTree(
  index: Pick<LogIndex, 'effectsOf'>,
  root: EventId,
  { limit, signal }: CausationOptions,
): Promise<CausationTree> {
  const effects: Effect[] = []
  const ids = new Set<string>([canonicalId(root)])
  for (let at = -1; at < effects.length; at++) {
    signal?.throwIfAborted()
    const { id, depth } = placeIn(effects, at, root)
    const room = limit - effects.length
    // One more than there is room for shows whether something is cut off, and one more again allows for the root among them.
    const rows = (await index.effectsOf(id, room + 2)).filter((row) => !ids.has(row.id))
    for (const event of rows.slice(0, room)) {
      effects.push({ event, cause: id, depth: depth + 1 })
      ids.add(event.id)
    }
    if (rows.length > room) return { effects, complete: false }
  }
  return { effects, complete: true }
}

function placeIn(effects: readonly Effect[], at: number, root: EventId): { id: EventId; depth: number } {
  const effect = effects[at]
  return effect === undefined ? { id: root, depth: 0 } : { id: effect.event.id, depth: effect.depth }
}

/** Undefined for a text that no event can have as its id. */
function legalId(text: string): EventId | undefined {
  try {
    return eventId(text)
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}
