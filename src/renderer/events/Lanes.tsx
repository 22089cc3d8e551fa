import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { AddLane } from './AddLane.tsx'
import { LanesGrid } from './LanesGrid.tsx'
import './lanes.css'

/** Several streams side by side: their events in the order of the store, each in the column of its stream. */
export function Lanes({ explorer }: { readonly explorer: ExplorerStore }) {
  const streams = useStore(explorer, (state) => state.laneStreams)
  return (
    <div className="lanes" {...useKeptFocus<HTMLDivElement>('[role="grid"], input')}>
      {streams.length === 0 ? <NoLanes explorer={explorer} /> : <LanesGrid explorer={explorer} />}
    </div>
  )
}

function NoLanes({ explorer }: { readonly explorer: ExplorerStore }) {
  const stream = useStore(explorer, ({ inspection }) =>
    inspection.kind === 'shown' ? inspection.inspected.event.stream : undefined,
  )
  return (
    <section className="lanes-none" aria-label="Lanes">
      <h2 className="lanes-none-title">Streams side by side</h2>
      <p className="quiet">
        See what happened in several streams, in the order in which it happened: each stream gets a lane, and all of
        them share the playhead and the selected event.
      </p>
      <AddLane explorer={explorer} />
      {stream !== undefined && (
        <button type="button" className="button" onClick={() => explorer.getState().addLane(stream)}>
          Begin with {stream}
        </button>
      )}
    </section>
  )
}
