import type { Event, EventId, EventType, Position, StreamName, StreamVersion } from '../../../src/core/event.ts'
import type { JsonText } from '../../../src/core/json.ts'
import type { TailReader } from '../../../src/projection/moment.ts'
import { newEventOf, standardEvents, take } from '../store/standard-events.ts'

/** Distinct payloads; every event has one of them. */
const POOL = 50_000

/** Which of `count` streams each event belongs to. */
export type Spread = 'even' | 'skewed'

export interface MadeUpHistory {
  readonly events: number
  /** The events after one position up to another. */
  between(after: number, upTo: number): readonly Event[]
  readonly readTail: TailReader
}

/**
 * A history as long as wanted whose events take no memory: each is made of its position alone, anew whenever it is asked for, with a payload
 * from a pool of standard ones.
 */
export function madeUpHistory({
  events,
  streams,
  spread = 'even',
}: {
  readonly events: number
  readonly streams: number
  readonly spread?: Spread
}): MadeUpHistory {
  const made = take(standardEvents({ streams }), POOL).map(newEventOf)
  const names = Array.from({ length: streams }, (_, at) => `order-${at}` as StreamName)
  const streamAt = (position: number): StreamName => {
    const place = mixed(position) / 2 ** 32
    const at = Math.floor((spread === 'even' ? place : place ** 4) * streams)
    return names[at] ?? ('order-0' as StreamName)
  }
  const eventAt = (position: number): Event => {
    const { type, data, metadata } = made[mixed(position + 0x5bd1e995) % POOL] ?? fail()
    return {
      position: position as Position,
      stream: streamAt(position),
      version: position as StreamVersion,
      id: `e${position}` as EventId,
      type: type as EventType,
      schemaVersion: 1,
      createdAtUs: 1_700_000_000_000_000 + position * 250_000,
      data: data as JsonText,
      metadata: metadata as JsonText,
    }
  }
  const between = (after: number, upTo: number): readonly Event[] =>
    Array.from({ length: Math.max(0, Math.min(upTo, events) - after) }, (_, at) => eventAt(after + 1 + at))
  return { events, between, readTail: async ({ after, upTo }) => between(after, upTo) }
}

/** 32 bits that look random and are the same for the same number: the finalizer of murmur3. */
export function mixed(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

function fail(): never {
  throw new RangeError('the pool is empty')
}
