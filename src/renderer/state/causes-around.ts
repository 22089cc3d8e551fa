import type { CorrelatedEvent } from '../../contract/host-contract.ts'
import { BadName } from '../../core/errors.ts'
import { type Event, type EventId, eventId, type Position, START } from '../../core/event.ts'
import { linksOf } from '../../core/metadata.ts'
import type { StoreLink } from './store-link.ts'

/** An event and the id that it names as its cause, where it names one. */
export type LinkedEvent = Pick<
  CorrelatedEvent,
  'position' | 'stream' | 'version' | 'id' | 'type' | 'createdAtUs' | 'causationId'
>

type Asking = Pick<StoreLink, 'ask'>

interface Bounds {
  /** Most events of the answer. */
  readonly limit: number
  readonly signal: AbortSignal
  /** Told now and then of all that was found so far, in the log's order. */
  readonly onFound: (events: readonly LinkedEvent[]) => void
}

/** The event that a correlation began with and is named after, where it names no correlation itself: the builder's `causedBy` leaves it so. */
export async function beginningOf(
  link: Asking,
  correlationId: string,
  signal: AbortSignal,
): Promise<LinkedEvent | undefined> {
  const event = await eventOf(link, correlationId, signal)
  return event && linksOf(event.metadata).correlationId === undefined ? linkedEvent(event) : undefined
}

/** The correlation that an event names, or that began with it. */
export async function correlationOf(link: Asking, { id, metadata }: Event): Promise<string | undefined> {
  const { correlationId } = linksOf(metadata)
  if (correlationId !== undefined) return correlationId
  const { events } = await link.ask('event.correlated', { correlationId: id, after: START, limit: 1 })
  return events.length > 0 ? id : undefined
}

/**
 * What an event came from, up to its first cause, and all that came of it, in the log's order; whether that is all of both. Of an event with very
 * many effects a host does not tell of all.
 */
export async function causesAround(
  link: Asking,
  position: Position,
  { limit, signal, onFound }: Bounds,
): Promise<{ readonly events: readonly LinkedEvent[]; readonly whole: boolean }> {
  const { event: start } = await link.ask('event.get', { position }, signal)
  const found = await causesOf(link, start, limit, signal)
  const waiting = start === undefined ? [] : [start.id]
  let whole = true
  let told = 0
  for (let id = waiting.shift(); id !== undefined && found.size < limit; id = waiting.shift()) {
    const most = Math.min(limit - found.size, MAX_EFFECTS_ASKED)
    const { effects } = await link.ask('event.effects', { id, limit: most }, signal)
    whole &&= effects.length < most
    for (const { position, stream, version, type, createdAtUs, id: effect } of effects) {
      if (found.has(effect)) continue
      found.set(effect, { position, stream, version, id: effect, type, createdAtUs, causationId: id })
      waiting.push(effect)
    }
    if (found.size - told < TELL_EVERY) continue
    told = found.size
    onFound(inOrder(found))
  }
  return { events: inOrder(found), whole: whole && found.size < limit }
}

/** An event and, one after the other, what it came from. */
async function causesOf(
  link: Asking,
  start: Event | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<Map<EventId, LinkedEvent>> {
  const found = new Map<EventId, LinkedEvent>()
  let event = start
  while (event !== undefined && !found.has(event.id) && found.size < limit) {
    const linked = linkedEvent(event)
    found.set(event.id, linked)
    event = await eventOf(link, linked.causationId, signal)
  }
  return found
}

function inOrder(found: ReadonlyMap<EventId, LinkedEvent>): readonly LinkedEvent[] {
  return [...found.values()].sort((one, other) => one.position - other.position)
}

/** Events between two times that somebody is told of what was found. */
const TELL_EVERY = 250

/** The most effects that a host tells of at once. */
const MAX_EFFECTS_ASKED = 1_000

function linkedEvent({ position, stream, version, id, type, createdAtUs, metadata }: Event): LinkedEvent {
  const { causationId } = linksOf(metadata)
  return { position, stream, version, id, type, createdAtUs, ...(causationId !== undefined && { causationId }) }
}

/** The event that a text names; metadata may name anything. */
async function eventOf(link: Asking, named: string | undefined, signal: AbortSignal): Promise<Event | undefined> {
  if (named === undefined) return undefined
  try {
    return (await link.ask('event.byId', { id: eventId(named) }, signal)).event
  } catch (error) {
    if (error instanceof BadName) return undefined
    throw error
  }
}
