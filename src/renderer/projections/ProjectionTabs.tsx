import { type KeyboardEvent, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ProjectionTab } from '../state/projection-tab.ts'
import { activeTab } from '../state/reading-slice.ts'
import { sourceDialect } from '../state/source-dialect.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { tabMove } from '../ui/tab-move.ts'
import { ProjectionChoices } from './ProjectionChoices.tsx'
import { statusText, statusTone } from './status-text.ts'

/** One tab per projection; arrows go from one to the next, Delete closes. */
export function ProjectionTabs({ explorer }: { readonly explorer: ExplorerStore }) {
  const tabs = useStore(explorer, (state) => state.projections)
  const active = useStore(explorer, (state) => state.activeProjection)
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent): void {
    const place = tabs.findIndex(({ id }) => id === active)
    const to = tabs[tabMove(event.key, place, tabs.length)]
    if (to !== undefined) {
      event.preventDefault()
      explorer.getState().activateProjection(to.id)
      list.current?.querySelector<HTMLElement>(`[data-tab="${to.id}"]`)?.focus()
    } else if (event.key === 'Delete') {
      event.preventDefault()
      explorer.getState().closeProjection(active)
    }
  }

  return (
    <div className="panel-head projection-head">
      <div ref={list} className="projection-tabs" role="tablist" aria-label="Projections" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <Tab key={tab.id} explorer={explorer} tab={tab} active={tab.id === active} />
        ))}
      </div>
      <IconButton icon="add" label="New projection" onUse={() => explorer.getState().chooseNewProjection()} />
      <span className="projection-space" />
      <EngineChoice explorer={explorer} />
      <RunButton explorer={explorer} />
      <Status explorer={explorer} />
      <NewProjectionDialog explorer={explorer} />
    </div>
  )
}

interface TabProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly active: boolean
}

function Tab({ explorer, tab, active }: TabProps) {
  const place = useStore(explorer, (state) => state.projectionFolder?.place)
  const trouble = useStore(explorer, (state) => state.fileTroubles[tab.file])
  const dialect = sourceDialect(tab.source)
  return (
    <span className={active ? 'projection-tab projection-tab-active' : 'projection-tab'} role="presentation">
      <button
        type="button"
        className="projection-tab-name"
        role="tab"
        data-tab={tab.id}
        aria-selected={active}
        aria-controls={active ? 'projection-panel' : undefined}
        aria-description={`${dialectNames[dialect]}; Delete closes it`}
        tabIndex={active ? 0 : -1}
        title={place === undefined ? tab.file : `${tab.file} in ${place}`}
        onClick={() => explorer.getState().activateProjection(tab.id)}
      >
        {(tab.status.kind === 'failed' || trouble !== undefined) && <Icon name="warning" />}
        <span className={trouble === 'gone' ? 'projection-tab-text projection-tab-gone' : 'projection-tab-text'}>
          {tab.name}
        </span>
        <span className="badge projection-tab-dialect" aria-hidden="true">
          {dialectNames[dialect]}
        </span>
      </button>
      {active && (
        // Only tabs may be in a tab list: for the keyboard and for screen readers, Delete is the way.
        <button
          type="button"
          className="projection-tab-close"
          aria-hidden="true"
          tabIndex={-1}
          title="Close"
          onClick={() => explorer.getState().closeProjection(tab.id)}
        >
          <Icon name="close" />
        </button>
      )}
    </span>
  )
}

const dialectNames = { epoch: 'Epoch', kurrentdb: 'KurrentDB' } as const

function EngineChoice({ explorer }: { readonly explorer: ExplorerStore }) {
  const tab = useStore(explorer, activeTab)
  if (tab === undefined || sourceDialect(tab.source) !== 'kurrentdb') return null
  return (
    <select
      className="select engine-choice"
      aria-label="Engine of KurrentDB"
      title="KurrentDB has two engines, which differ in small things"
      value={tab.engineVersion}
      onChange={({ target }) => explorer.getState().setEngineVersion(tab.id, target.value === '1' ? 1 : 2)}
    >
      <option value="2">Engine 2</option>
      <option value="1">Engine 1</option>
    </select>
  )
}

function NewProjectionDialog({ explorer }: { readonly explorer: ExplorerStore }) {
  const choosing = useStore(explorer, (state) => state.choosingProjection)
  if (!choosing) return null
  return (
    <Dialog title="New projection" onClose={() => explorer.getState().endChoosing()}>
      <ProjectionChoices explorer={explorer} />
    </Dialog>
  )
}

/** Ends a run that takes long, and begins it again. */
function RunButton({ explorer }: { readonly explorer: ExplorerStore }) {
  const id = useStore(explorer, (state) => state.activeProjection)
  const kind = useStore(explorer, (state) => activeTab(state)?.status.kind)
  const { stopProjection, rerunProjection } = explorer.getState()
  switch (kind) {
    case 'folding':
      return (
        <button type="button" className="button button-small projection-stop" onClick={() => stopProjection(id)}>
          Stop
        </button>
      )
    case 'stopped':
      return (
        <button type="button" className="button button-small" onClick={() => rerunProjection(id)}>
          Run again
        </button>
      )
    default:
      return null
  }
}

function Status({ explorer }: { readonly explorer: ExplorerStore }) {
  const status = useStore(explorer, (state) => activeTab(state)?.status)
  const head = useStore(explorer, (state) => state.head)
  if (status === undefined) return null
  return <span className={`projection-status projection-${statusTone(status)}`}>{statusText(status, head)}</span>
}
