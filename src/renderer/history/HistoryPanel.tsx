import type { ExplorerStore } from '../state/explorer-store.ts'
import { FindForm } from './FindForm.tsx'
import { FindResults } from './FindResults.tsx'
import { ShrinkPart } from './ShrinkPart.tsx'
import { TrackJumps } from './TrackJumps.tsx'
import { WatchList } from './WatchList.tsx'
import './history.css'

/** What one may ask of the history of states: where something holds, when a value changed, which events it takes. */
export function HistoryPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  return (
    <section className="panel history-panel" aria-label="History">
      <div className="history-body">
        <FindForm explorer={explorer} />
        <FindResults explorer={explorer} />
        <ShrinkPart explorer={explorer} />
        <WatchList explorer={explorer} />
        <TrackJumps explorer={explorer} />
      </div>
    </section>
  )
}
