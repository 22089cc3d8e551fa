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
import { Divider, Panel, PanelGroup } from './PanelGroup.tsx'
import { Palette } from './palette/Palette.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { SidePanel } from './SidePanel.tsx'

interface WorkbenchProps {
  readonly explorer: ExplorerStore
  readonly store: OpenedStore
  readonly from: OpenedFrom
}

/** All panels around one open store. */
export function Workbench({ explorer, store, from }: WorkbenchProps) {
  return (
    <div className="workbench">
      <Header explorer={explorer} store={store} from={from} />
      <Banners explorer={explorer} />
      <main className="workbench-main" aria-label={store.name}>
        <PanelGroup explorer={explorer} name="window" orientation="horizontal">
          <Panel name="streams" size="17%" minPx={150}>
            <LeftPanel explorer={explorer} />
          </Panel>
          <Divider label="Resize the streams" />
          <Panel name="history" size="57%" minPx={380}>
            <PanelGroup explorer={explorer} name="history" orientation="vertical">
              <Panel name="log" size="55%" minPx={190}>
                <div className="history">
                  <Timeline explorer={explorer} />
                  <MiddlePanel explorer={explorer} />
                </div>
              </Panel>
              <Divider label="Resize the projection" />
              <Panel name="projection" size="45%" minPx={140}>
                <ProjectionPanel explorer={explorer} />
              </Panel>
            </PanelGroup>
          </Panel>
          <Divider label="Resize the side" />
          <Panel name="event" size="26%" minPx={220}>
            <SidePanel explorer={explorer} />
          </Panel>
        </PanelGroup>
      </main>
      <GoToDialog explorer={explorer} />
      <Palette explorer={explorer} />
      <ShortcutSheet explorer={explorer} />
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
