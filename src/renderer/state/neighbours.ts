import type { Position } from '../../core/event.ts'
import { type EventFilter, filterText } from '../../core/event-filter.ts'
import { allOf, type FilterTree } from '../../core/filter/filter-tree.ts'
import { formatFilter } from '../../core/filter/format-filter.ts'
import { parseFilter } from '../../core/filter/parse-filter.ts'
import type { EventDetail, EventRow } from '../../core/log-index.ts'
import { linksOf } from '../../core/metadata.ts'
import { type Asking, rowAtPosition } from './view-place.ts'

/** What a neighbour has in common with an event. */
export type NeighbourOf = 'type' | 'stream' | 'correlation'

export type Sought = 'next' | 'previous'

type Told = Pick<EventDetail, 'type' | 'stream' | 'metadata'>

/** The view of those events of a view that have this in common with an event; nothing where the event has no correlation. */
export function neighbourView(view: EventFilter, event: Told, of: NeighbourOf): EventFilter | undefined {
  switch (of) {
    case 'type':
      return { ...view, types: [event.type] }
    case 'stream':
      return { ...view, streams: [event.stream] }
    case 'correlation': {
      const { correlationId } = linksOf(event.metadata)
      if (correlationId === undefined) return undefined
      const term: FilterTree = { kind: 'id', of: 'correlation', ids: [correlationId] }
      const where = allOf([...(view.where === undefined ? [] : [parseFilter(view.where)]), term])
      return { ...view, where: filterText(formatFilter(where)) }
    }
  }
}

export interface Neighbours {
  /** The event at the position, where the view has one. */
  readonly there: EventRow | undefined
  readonly previous: EventRow | undefined
  readonly next: EventRow | undefined
}

/**
 * The events of a view right before and right after a position, whether or not the view has the event there; how a view that is being searched
 * is waited for, and when nothing is answered: see {@link rowAtPosition}.
 */
export async function neighboursIn(
  asking: Asking,
  view: EventFilter,
  position: Position,
  isAwaited: () => boolean,
): Promise<Neighbours | undefined> {
  const row = await rowAtPosition(asking, view, position, isAwaited)
  if (row === undefined) return undefined
  const { rows } = await asking.link.ask('log.rows', { view, fromRow: Math.max(1, row - 1), limit: 3 })
  return {
    there: rows.find((event) => event.position === position),
    previous: rows.findLast((event) => event.position < position),
    next: rows.find((event) => event.position > position),
  }
}
