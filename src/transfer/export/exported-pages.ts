import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import type { Event, Position } from '../../core/event.ts'
import { type EventFilter, matcherOf } from '../../core/event-filter.ts'
import { type EventStoreBackend, PAGE_BYTES, PAGE_EVENTS } from '../../core/event-store-backend.ts'
import type { LogIndex } from '../../core/log-index.ts'

export interface ExportSource {
  readonly store: Pick<EventStoreBackend, 'head' | 'readAll'>
  readonly index: Pick<LogIndex, 'eventAt'>
}

export interface Selection {
  readonly filter: EventFilter
  /** Only these, in the log's order; those that the store does not have are passed over. Default: all. */
  readonly positions?: readonly Position[]
  readonly limit?: number
  readonly signal?: AbortSignalLike
}

/** The events to take out, up to the head that the store has when this begins: one that grows comes to an end. */
export async function* exportedPages(
  { store, index }: ExportSource,
  { filter, positions, limit = Number.POSITIVE_INFINITY, signal }: Selection,
): AsyncGenerator<readonly Event[], void> {
  if (positions === undefined) {
    yield* store.readAll({ upTo: await store.head(), filter, limit, ...(signal && { signal }) })
    return
  }
  const fits = matcherOf(filter)
  let [page, characters, room]: [Event[], number, number] = [[], 0, limit]
  for (const position of [...new Set(positions)].sort((a, b) => a - b)) {
    if (room === 0) break
    signal?.throwIfAborted()
    const event = await index.eventAt(position)
    if (event === undefined || !fits(event)) continue
    page.push(event)
    room -= 1
    characters += event.data.length + event.metadata.length
    if (page.length < PAGE_EVENTS && characters < PAGE_BYTES) continue
    yield page
    page = []
    characters = 0
  }
  if (page.length > 0) yield page
}
