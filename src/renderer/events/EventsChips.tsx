import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'
import { type GridSight, newRows } from './grid-sight.ts'

interface EventsChipsProps {
  readonly explorer: ExplorerStore
  readonly sight: GridSight
}

/** Ways back to what is out of sight: what came since, and the playhead. */
export function EventsChips({ explorer, sight }: EventsChipsProps) {
  const total = useStore(explorer, (state) => state.logTotal)
  const complete = useStore(explorer, (state) => state.logComplete)
  const stored = useStore(explorer, (state) => state.status?.summary.events ?? 0)
  const playheadRow = useStore(explorer, (state) => state.playheadRow)
  const come = newRows(sight)
  const { revealRow } = explorer.getState()
  if (complete && total === 0)
    return <p className="events-none">{stored === 0 ? 'No events yet' : 'No events in this view'}</p>
  return (
    <div className="events-chips">
      {!complete && total > 0 && <p className="events-count">{countText(total)} so far</p>}
      {!sight.follows && (
        <button type="button" className="events-chip" onClick={() => revealRow(Math.max(1, playheadRow))}>
          Show playhead
        </button>
      )}
      {come > 0 && (
        <button type="button" className="events-chip events-chip-new" onClick={() => revealRow(total)}>
          {countText(come)} new
        </button>
      )}
    </div>
  )
}
