import { useStore } from 'zustand'
import { type DiffKind, shownDiff } from '../../state/diff-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { Choice } from '../../ui/Choice.tsx'
import { AskedState } from './AskedState.tsx'
import { CellsDiffList } from './CellsDiffList.tsx'
import { CompareSides } from './CompareSides.tsx'
import { EventSides } from './EventSides.tsx'
import { MomentSides } from './MomentSides.tsx'

interface ReadModelDiffProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

const kinds: readonly (readonly [DiffKind, string])[] = [
  ['moments', 'Moments'],
  ['event', 'Event'],
  ['projections', 'Projections'],
]

/** What differs: between two moments, before and after an event, or between two projections. */
export function ReadModelDiff({ explorer, tab }: ReadModelDiffProps) {
  const kind = useStore(explorer, (state) => state.diffKind)
  const asked = useStore(explorer, shownDiff)
  return (
    <div className="read-form">
      <div className="read-bar">
        <Choice label="Differences of" options={kinds} value={kind} onChoose={explorer.getState().setDiffKind} />
        {kind === 'moments' && <MomentSides explorer={explorer} />}
        {kind === 'event' && <EventSides explorer={explorer} />}
        {kind === 'projections' && <CompareSides explorer={explorer} tab={tab} />}
      </div>
      <AskedState asked={asked} nothing={nothingText[kind]} />
      {asked.kind === 'answered' && <CellsDiffList explorer={explorer} kind={kind} diff={asked.answer} />}
    </div>
  )
}

const nothingText: Readonly<Record<DiffKind, string>> = {
  moments:
    'Mark the moment that the playhead is at, then move the playhead: what differs between the two is listed here.',
  event: 'Select an event: what it changed is listed here, before and after.',
  projections: 'Compare this projection with another one, or with what it was before an edit, over the same events.',
}
