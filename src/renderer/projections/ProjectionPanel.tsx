import { lazy, Suspense } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ProjectionTab } from '../state/projection-tab.ts'
import { ProjectionChoices } from './ProjectionChoices.tsx'
import { ProjectionTabs } from './ProjectionTabs.tsx'
import { HistoriesPane } from './what-if/HistoriesPane.tsx'
import './projections.css'

/** The editor is the largest part of the page, and nothing else waits for it. */
const EditorHalf = lazy(() => import('./editor/EditorHalf.tsx'))

/** Projections as tabs, all at the playhead: what each says on the left, what it comes to on the right. */
export function ProjectionPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const tab = useStore(explorer, ({ projections, activeProjection }) =>
    projections.find(({ id }) => id === activeProjection),
  )
  return (
    <section className="panel projection" aria-label="Projection">
      <ProjectionTabs explorer={explorer} />
      {tab === undefined ? <NoProjection explorer={explorer} /> : <Halves explorer={explorer} tab={tab} />}
    </section>
  )
}

interface HalvesProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

function Halves({ explorer, tab }: HalvesProps) {
  const { panels, resizePanels } = explorer.getState()
  const kept = panels['projection']
  return (
    <Group
      className="panel-group projection-halves"
      id="projection-panel"
      role="tabpanel"
      aria-label={tab.name}
      disableCursor
      {...(kept && { defaultLayout: { ...kept } })}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) resizePanels('projection', layout)
      }}
    >
      <Panel id="source" className="panel-slot" defaultSize="45%" minSize={160}>
        <Suspense fallback={null}>
          <EditorHalf explorer={explorer} tab={tab} />
        </Suspense>
      </Panel>
      <Separator className="divider" aria-label="Resize the source" />
      <Panel id="read-model" className="panel-slot" defaultSize="55%" minSize={200}>
        <HistoriesPane key={tab.id} explorer={explorer} tab={tab} />
      </Panel>
    </Group>
  )
}

function NoProjection({ explorer }: { readonly explorer: ExplorerStore }) {
  return (
    <div className="no-projection">
      <p className="quiet">No projection is open. Begin one:</p>
      <ProjectionChoices explorer={explorer} />
    </div>
  )
}
