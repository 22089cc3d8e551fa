import { useStore } from 'zustand'
import { CorrelationView } from '../causation/CorrelationView.tsx'
import { EventsGrid } from '../events/EventsGrid.tsx'
import { Lanes } from '../events/Lanes.tsx'
import { LogBar } from '../events/LogBar.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Middle } from '../state/layout-slice.ts'
import { TabList } from '../ui/TabList.tsx'
import './middle.css'

const middles: readonly { readonly name: Middle; readonly text: string }[] = [
  { name: 'log', text: 'Log' },
  { name: 'lanes', text: 'Lanes' },
  { name: 'correlation', text: 'Correlation' },
]

/** The log in one of its forms. */
export function MiddlePanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const middle = useStore(explorer, (state) => state.middle)
  return (
    <>
      <div className="middle-head">
        <TabList
          label="Forms of the log"
          tabs={middles}
          shown={middle}
          panel="middle-panel"
          onShow={explorer.getState().showMiddle}
        />
        {middle !== 'correlation' && <LogBar explorer={explorer} />}
      </div>
      <div
        className="middle-body"
        id="middle-panel"
        role="tabpanel"
        aria-label={middles.find(({ name }) => name === middle)?.text}
      >
        {middle === 'log' && <EventsGrid explorer={explorer} />}
        {middle === 'lanes' && <Lanes explorer={explorer} />}
        {middle === 'correlation' && <CorrelationView explorer={explorer} />}
      </div>
    </>
  )
}
