import type { Event, Position } from './event.ts'
import { type EventFilter, matcherOf } from './event-filter.ts'
import type { SubscriptionMessage } from './event-store-backend.ts'
import type { RangeReader, WhatIfOverlay } from './prepare-overlay.ts'
import { lastPlaceAfter, storePosition } from './what-if.ts'

/** Which part of a what-if's history is wanted. */
export interface OverlaidRange {
  /** Exclusive. */
  readonly after: Position
  readonly upTo: Position
  /** Of the what-if's events, not of the store's: an edit may change whether an event fits. */
  readonly filter: EventFilter
}

/**
 * The history of a what-if.
 *
 * @param pages of the store, in order: the events after the {@link storePosition} of the range's beginning, up to that of its end, that
 * fit its filter
 */
export async function* overlayEvents(
  pages: AsyncIterable<readonly Event[]>,
  overlay: WhatIfOverlay,
  { after, upTo, filter }: OverlaidRange,
): AsyncGenerator<readonly Event[], void> {
  const own = ownThatFit(overlay, filter)
  let done = after
  for await (const page of pages) {
    const end = page.at(-1)?.position ?? done
    const events = laidOver(page, { hidden: overlay.hidden, own }, done, end)
    done = end
    if (events.length > 0) yield events
  }
  const rest = laidOver([], { hidden: overlay.hidden, own }, done, upTo)
  if (rest.length > 0) yield rest
}

/**
 * The subscription to a what-if: what is inserted after an event comes with it or, after the last one, before the next `caught-up`.
 *
 * @param messages of the store, after the {@link storePosition} of `after`
 */
export async function* overlayMessages(
  messages: AsyncIterable<SubscriptionMessage>,
  overlay: WhatIfOverlay,
  { after, filter }: Omit<OverlaidRange, 'upTo'>,
): AsyncGenerator<SubscriptionMessage, void> {
  const own = ownThatFit(overlay, filter)
  let done = after
  let given = after
  for await (const message of messages) {
    const page = message.kind === 'events' ? message.events : []
    const end = message.kind === 'events' ? (page.at(-1)?.position ?? done) : lastPlaceAfter(message.position)
    if (end > done) {
      const events = laidOver(page, { hidden: overlay.hidden, own }, done, end)
      done = end
      given = events.at(-1)?.position ?? given
      if (events.length > 0) yield { kind: 'events', events }
    }
    if (message.kind === 'caught-up') yield given > message.position ? { kind: 'caught-up', position: given } : message
  }
}

/** What a {@link RangeReader} of the store makes one of the what-if. */
export function overlayReader(read: RangeReader, overlay: WhatIfOverlay): RangeReader {
  return async (after, upTo, filter) => {
    const own = ownThatFit(overlay, filter)
    for (let from = after; ; ) {
      const [first, last] = [storePosition(from), storePosition(upTo)]
      const page = first < last ? await read(first, last, filter) : []
      const end = page.at(-1)?.position ?? upTo
      const events = laidOver(page, { hidden: overlay.hidden, own }, from, end)
      if (events.length > 0 || end >= upTo) return events
      from = end
    }
  }
}

function ownThatFit({ own }: WhatIfOverlay, filter: EventFilter): readonly Event[] {
  return own.filter(matcherOf(filter))
}

/** The events of a page that are not hidden, and the what-if's own after one position up to another, in order. */
function laidOver(
  page: readonly Event[],
  { hidden, own }: WhatIfOverlay,
  after: Position,
  upTo: Position,
): readonly Event[] {
  const kept = page.some(({ position }) => hidden.has(position))
    ? page.filter(({ position }) => !hidden.has(position))
    : page
  const from = firstAfter(own, after)
  const added = own.slice(from, firstAfter(own, upTo))
  return added.length === 0 ? kept : [...kept, ...added].sort((one, other) => one.position - other.position)
}

/** Which of events in order is the first after a position. */
function firstAfter(events: readonly Event[], position: Position): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events[middle]?.position ?? 0) > position) high = middle
    else low = middle + 1
  }
  return low
}
