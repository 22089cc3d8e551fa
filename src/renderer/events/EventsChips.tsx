import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'
import { type GridSight, newRows } from './grid-sight.ts'

interface EventsChipsProps {
  readonly explorer: ExplorerStore
  readonly sight: GridSight
}

/** What there is to say over the rows: how many were found so far, and the way to those that came since. */
export function EventsChips({ explorer, sight }: EventsChipsProps) {
  const total = useStore(explorer, (state) => state.logTotal)
  const complete = useStore(explorer, (state) => state.logComplete)
  const stored = useStore(explorer, (state) => state.status?.summary.events ?? 0)
  const come = newRows(sight)
  if (complete && total === 0)
    return <p className="events-none">{stored === 0 ? 'No events yet' : 'No events in this view'}</p>
  return (
    <div className="events-chips" aria-live="polite">
      {!complete && total > 0 && <p className="events-count">{countText(total)} so far</p>}
      {come > 0 && (
        <button
          type="button"
          className="events-chip events-chip-new"
          onClick={() => explorer.getState().revealRow(total)}
        >
          {countText(come)} new
        </button>
      )}
    </div>
  )
}
