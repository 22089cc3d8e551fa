import { useRef } from 'react'
import { useStore } from 'zustand'
import type { OpenedStore } from '../../contract/host-contract.ts'
import { AboutDialog } from '../about/AboutDialog.tsx'
import { ComposeDialog } from '../compose/ComposeDialog.tsx'
import { ExportDialog } from '../exchange/ExportDialog.tsx'
import { ImportDialog } from '../exchange/ImportDialog.tsx'
import { WhatIfDialog } from '../history/WhatIfDialog.tsx'
import { MasksDialog } from '../inspector/MasksDialog.tsx'
import { ProjectionPanel } from '../projections/ProjectionPanel.tsx'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { OpenedFrom } from '../state/session-slice.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { AuditDialog } from './AuditDialog.tsx'
import { Banners } from './Banners.tsx'
import { GoToDialog } from './GoToDialog.tsx'
import { Header } from './Header.tsx'
import { ImportChooser } from './ImportChooser.tsx'
import { LeftPanel } from './LeftPanel.tsx'
import { MiddlePanel } from './MiddlePanel.tsx'
import { ClosingPanel, Divider, Panel, PanelGroup } from './PanelGroup.tsx'
import { SidePanel } from './SidePanel.tsx'
import { useFocusBeside } from './use-focus-beside.ts'
import './workbench.css'

interface WorkbenchProps {
  readonly explorer: ExplorerStore
  readonly store: OpenedStore
  readonly from: OpenedFrom
}

/** What the panels share of the window to begin with, in percent. */
const columns = { left: 17, middle: 57, side: 26 }
const rows = { log: 58, projection: 42 }

/** All panels around one open store. */
export function Workbench({ explorer, store, from }: WorkbenchProps) {
  const main = useRef<HTMLElement>(null)
  useFocusBeside(explorer, main)
  return (
    <div className="workbench">
      <button type="button" className="button skip-link" onClick={() => main.current?.focus()}>
        Skip to the store
      </button>
      <Header explorer={explorer} store={store} from={from} />
      <Banners explorer={explorer} />
      <main ref={main} className="workbench-main" aria-label={store.name} tabIndex={-1}>
        <PanelGroup explorer={explorer} name="window" orientation="horizontal" sizes={columns}>
          <ClosingPanel explorer={explorer} name="left" minPx={184}>
            <LeftPanel explorer={explorer} />
          </ClosingPanel>
          <Divider label="Resize the lists" />
          <Panel name="middle" minPx={380}>
            <Middle explorer={explorer} />
          </Panel>
          <Divider label="Resize the side" />
          <ClosingPanel explorer={explorer} name="side" minPx={220}>
            <SidePanel explorer={explorer} />
          </ClosingPanel>
        </PanelGroup>
      </main>
      <GoToDialog explorer={explorer} />
      <AuditDialog explorer={explorer} />
      <AboutDialog explorer={explorer} store={store} />
      <ImportChooser explorer={explorer} store={store} />
      <ImportDialog explorer={explorer} store={store} />
      <ExportDialog explorer={explorer} />
      <MasksDialog explorer={explorer} />
      <ComposeDialog explorer={explorer} />
      <WhatIfDialog explorer={explorer} />
    </div>
  )
}

function Middle({ explorer }: { readonly explorer: ExplorerStore }) {
  const timeline = useStore(explorer, ({ closedPanels }) => !closedPanels.includes('timeline'))
  return (
    <PanelGroup explorer={explorer} name="middle" orientation="vertical" sizes={rows}>
      <Panel name="log" minPx={190}>
        <div className="history">
          {timeline && (
            <div className="history-timeline" data-region="timeline">
              <Timeline explorer={explorer} />
            </div>
          )}
          <div className="history-middle" data-region="middle">
            <MiddlePanel explorer={explorer} />
          </div>
        </div>
      </Panel>
      <Divider label="Resize the projection" />
      <ClosingPanel explorer={explorer} name="projection" minPx={140}>
        <ProjectionPanel explorer={explorer} />
      </ClosingPanel>
    </PanelGroup>
  )
}
