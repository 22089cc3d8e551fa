import { useStore } from 'zustand'
import { HistoryPanel } from '../history/HistoryPanel.tsx'
import { WhatIfPanel } from '../history/WhatIfPanel.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { HistorySlice } from '../state/history-slice.ts'
import { StoryPanel } from '../story/StoryPanel.tsx'
import { TypeDetails } from '../type-catalogue/TypeDetails.tsx'
import { TabList } from '../ui/TabList.tsx'
import './side.css'

const sides: readonly { readonly name: HistorySlice['side']; readonly text: string }[] = [
  { name: 'event', text: 'Event' },
  { name: 'history', text: 'History' },
  { name: 'what-if', text: 'What-if' },
  { name: 'type', text: 'Type' },
]

/** The selected event, questions about the history of states, alternatives to the history, and a type of events, one at a time. */
export function SidePanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const side = useStore(explorer, (state) => state.side)
  const changing = useStore(explorer, (state) => state.activeWhatIf !== undefined)
  const tabs = sides.map((tab) => (tab.name === 'what-if' && changing ? { ...tab, mark: <ActiveMark /> } : tab))
  return (
    <div className="side">
      <StoryPanel explorer={explorer} />
      <TabList label="Side" tabs={tabs} shown={side} panel="side-panel" onShow={explorer.getState().showSide} />
      <div
        className="side-body"
        id="side-panel"
        role="tabpanel"
        aria-label={sides.find(({ name }) => name === side)?.text}
      >
        {side === 'event' && <Inspector explorer={explorer} />}
        {side === 'history' && <HistoryPanel explorer={explorer} />}
        {side === 'what-if' && <WhatIfPanel explorer={explorer} />}
        {side === 'type' && <TypeDetails explorer={explorer} />}
      </div>
    </div>
  )
}

function ActiveMark() {
  return (
    <span className="side-mark">
      <span className="visually-hidden">, on</span>
    </span>
  )
}
