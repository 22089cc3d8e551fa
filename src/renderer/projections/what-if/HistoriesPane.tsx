import { useStore } from 'zustand'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { ReadModel } from '../reading/ReadModel.tsx'
import { WhatIfBar } from './WhatIfBar.tsx'
import { WhatIfDifference } from './WhatIfDifference.tsx'
import './histories.css'

interface HistoriesPaneProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** The read model over the store's history and, where a what-if is laid over it, over that one, or what differs between the two. */
export function HistoriesPane({ explorer, tab }: HistoriesPaneProps) {
  const sight = useStore(explorer, (state) => state.whatIfSight)
  const { beside } = tab
  if (beside === undefined) return <ReadModel explorer={explorer} tab={tab} />
  return (
    <div className="histories">
      <WhatIfBar explorer={explorer} />
      <div className="histories-body">
        {sight === 'main' && <ReadModel explorer={explorer} tab={tab} />}
        {sight === 'what-if' && <ReadModel explorer={explorer} tab={{ ...tab, ...beside }} over="what-if" />}
        {sight === 'difference' && <WhatIfDifference explorer={explorer} />}
      </div>
    </div>
  )
}
