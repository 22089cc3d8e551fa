import { type Event, utf8Length } from '../../core/event.ts'
import { type EventFilter, matcherOf } from '../../core/event-filter.ts'
import { PAGE_BYTES, PAGE_EVENTS } from '../../core/event-store-backend.ts'

/** The events at the places `first` to `last`, counted from 1, both inclusive; also those added while it goes on. */
export function* forwards(events: readonly Event[], first: number, last: number): Generator<Event, void> {
  for (let place = Math.max(1, first); place <= Math.min(last, events.length); place++) yield* at(events, place)
}

/** The events at the places `first` down to `last`, counted from 1, both inclusive. */
export function* backwards(events: readonly Event[], first: number, last: number): Generator<Event, void> {
  for (let place = Math.min(first, events.length); place >= Math.max(1, last); place--) yield* at(events, place)
}

export function* fitting(events: Iterable<Event>, filter: EventFilter): Generator<Event, void> {
  const fits = matcherOf(filter)
  for (const event of events) if (fits(event)) yield event
}

/**
 * Events as the pages of a read.
 *
 * @param check called before each page and at the end; what it throws ends the read
 */
export function* pagesOf(events: Iterator<Event>, limit: number, check: () => void): Generator<readonly Event[], void> {
  let page: Event[] = []
  let bytes = 0
  let left = limit
  while (left > 0) {
    const { value: event } = events.next()
    if (event === undefined) break
    const eventBytes = utf8Length(event.data) + utf8Length(event.metadata)
    if (page.length === PAGE_EVENTS || (page.length > 0 && bytes + eventBytes > PAGE_BYTES)) {
      check()
      yield page
      page = []
      bytes = 0
    }
    page.push(event)
    bytes += eventBytes
    left--
  }
  check()
  if (page.length > 0) yield page
}

function at(events: readonly Event[], place: number): readonly Event[] {
  const event = events[place - 1]
  return event === undefined ? [] : [event]
}
