import type { Position } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { ExplorerDeps } from './explorer-store.ts'

/** What asks, and shows that it goes on. */
export type Asking = Pick<ExplorerDeps, 'link' | 'clock' | 'activity'>

/** A search goes on for a slice of time whenever it is asked, so it is asked again soon. */
const ASK_AGAIN_MS = 30

/**
 * The row of the last event of a view at or before a position, 0 where there is none. A view that is being searched is asked until the search
 * has passed the position; undefined where that is not wanted any more.
 */
export async function rowAtPosition(
  { link, clock, activity }: Asking,
  view: EventFilter,
  position: Position,
  isAwaited: () => boolean,
): Promise<number | undefined> {
  for (;;) {
    const { row, total, complete } = await link.ask('log.rowAt', { view, position })
    if (complete || total > row) return row
    if (!isAwaited()) return undefined
    const end = activity.begin()
    await new Promise<void>((resolve) => clock.after(ASK_AGAIN_MS, resolve)).finally(end)
  }
}
