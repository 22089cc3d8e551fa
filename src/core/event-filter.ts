import { categoryOf, type Event, type EventType, type StreamName } from './event.ts'

/**
 * Which events a reader wants: those that fit every member given. An empty filter wants all. This predicate,
 * {@link matchesFilter}, is the meaning; what a backend makes of it may only be quicker.
 */
export interface EventFilter {
  readonly types?: readonly EventType[]
  readonly streams?: readonly StreamName[]
  readonly category?: string
}

export const EVERYTHING: EventFilter = {}

export function matchesFilter(filter: EventFilter, event: Pick<Event, 'stream' | 'type'>): boolean {
  if (filter.types && !filter.types.includes(event.type)) return false
  if (filter.streams && !filter.streams.includes(event.stream)) return false
  return filter.category === undefined || categoryOf(event.stream) === filter.category
}

export function isEverything(filter: EventFilter): boolean {
  return filter.types === undefined && filter.streams === undefined && filter.category === undefined
}
