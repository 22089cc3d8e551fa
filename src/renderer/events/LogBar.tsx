import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Switch } from '../ui/Switch.tsx'
import { useKeptFocus } from '../ui/use-kept-focus.ts'
import { AddLane } from './AddLane.tsx'
import { ColumnChooser } from './ColumnChooser.tsx'
import { NeighbourButtons } from './NeighbourButtons.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import './log-bar.css'

/** What there is to do above the log: while several events are selected, with those. */
export function LogBar({ explorer }: { readonly explorer: ExplorerStore }) {
  const several = useStore(explorer, ({ middle, selection }) => middle === 'log' && selection.size > 0)
  const keptFocus = useKeptFocus<HTMLDivElement>('button:enabled')
  return (
    <div className="log-bar-place" {...keptFocus}>
      {several ? <SelectionBar explorer={explorer} /> : <Tools explorer={explorer} />}
    </div>
  )
}

function Tools({ explorer }: { readonly explorer: ExplorerStore }) {
  const middle = useStore(explorer, (state) => state.middle)
  const hasLanes = useStore(explorer, (state) => state.laneStreams.length > 0)
  return (
    <div className="log-bar" role="toolbar" aria-label="Log">
      {middle === 'log' ? <NeighbourButtons explorer={explorer} /> : hasLanes && <AddLane explorer={explorer} />}
      <span className="log-bar-space" />
      <FollowSwitch explorer={explorer} />
      {middle === 'log' && <ColumnChooser explorer={explorer} />}
    </div>
  )
}

function FollowSwitch({ explorer }: { readonly explorer: ExplorerStore }) {
  const follows = useStore(explorer, (state) => state.followsPlayhead)
  return (
    <Switch
      label="Follow playhead"
      checked={follows}
      onChange={(next) => explorer.getState().keepInSight(next === 'on' ? 'playhead' : 'place')}
    />
  )
}
