import { useStore } from 'zustand'
import { SavedFilters } from '../filter-bar/SavedFilters.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { LeftSide } from '../state/layout-slice.ts'
import { StreamsPanel } from '../streams/StreamsPanel.tsx'
import { Bookmarks } from '../timeline/Bookmarks.tsx'
import { TypesPanel } from '../type-catalogue/TypesPanel.tsx'
import { TabList } from '../ui/TabList.tsx'
import './side.css'

const sides: readonly { readonly name: LeftSide; readonly text: string }[] = [
  { name: 'streams', text: 'Streams' },
  { name: 'types', text: 'Types' },
  { name: 'saved', text: 'Saved' },
]

/** Who and what is in the log, and what a person put by, one at a time. */
export function LeftPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const side = useStore(explorer, (state) => state.leftSide)
  return (
    <div className="side">
      <TabList label="Lists" tabs={sides} shown={side} panel="left-panel" onShow={explorer.getState().showLeft} />
      <div
        className="side-body"
        id="left-panel"
        role="tabpanel"
        aria-label={sides.find(({ name }) => name === side)?.text}
      >
        {side === 'streams' && <StreamsPanel explorer={explorer} />}
        {side === 'types' && <TypesPanel explorer={explorer} />}
        {side === 'saved' && (
          <>
            <SavedFilters explorer={explorer} />
            <Bookmarks explorer={explorer} />
          </>
        )}
      </div>
    </div>
  )
}
