import { type EventFilter, filterText } from '../../core/event-filter.ts'
import { allOf, type FilterTree } from '../../core/filter/filter-tree.ts'
import { formatFilter } from '../../core/filter/format-filter.ts'
import { parseFilter } from '../../core/filter/parse-filter.ts'
import type { EventDetail, EventRow } from '../../core/log-index.ts'
import { linksOf } from '../../core/metadata.ts'
import type { ExplorerDeps } from './explorer-store.ts'

/** What a neighbour has in common with an event. */
export type NeighbourOf = 'type' | 'stream' | 'correlation'

export type Sought = 'next' | 'previous'

type Told = Pick<EventDetail, 'position' | 'type' | 'stream' | 'metadata'>

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

/** The event of a view that comes next after an event, or last before it, whether or not the view has that one. */
export async function neighbourIn(
  link: ExplorerDeps['link'],
  view: EventFilter,
  { position }: Pick<Told, 'position'>,
  sought: Sought,
): Promise<EventRow | undefined> {
  const { row } = await link.ask('log.rowAt', { view, position })
  const { rows } = await link.ask('log.rows', { view, fromRow: Math.max(1, row - 1), limit: 3 })
  return sought === 'next'
    ? rows.find((event) => event.position > position)
    : rows.findLast((event) => event.position < position)
}
