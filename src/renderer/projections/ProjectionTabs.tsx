import { type KeyboardEvent, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ProjectionTab } from '../state/projection-tab.ts'
import { newProjection } from '../state/starter-projections.ts'
import { Icon } from '../ui/Icon.tsx'
import { statusText, statusTone } from './status-text.ts'

/** One tab per projection; arrows go from one to the next, Delete closes. */
export function ProjectionTabs({ explorer }: { readonly explorer: ExplorerStore }) {
  const tabs = useStore(explorer, (state) => state.projections)
  const active = useStore(explorer, (state) => state.activeProjection)
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent): void {
    const place = tabs.findIndex(({ id }) => id === active)
    const to = tabs[placeFor(event.key, place, tabs.length)]
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
      <div ref={list} className="tabs" role="tablist" aria-label="Projections" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <Tab key={tab.id} explorer={explorer} tab={tab} active={tab.id === active} />
        ))}
      </div>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="New projection"
        title="New projection"
        onClick={() => explorer.getState().addProjection(newProjection)}
      >
        <Icon name="add" />
      </button>
      <span className="projection-space" />
      <Status explorer={explorer} />
    </div>
  )
}

interface TabProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly active: boolean
}

function Tab({ explorer, tab, active }: TabProps) {
  return (
    <span className={active ? 'tab tab-active' : 'tab'} role="presentation">
      <button
        type="button"
        className="tab-name"
        role="tab"
        data-tab={tab.id}
        aria-selected={active}
        aria-controls={active ? 'projection-panel' : undefined}
        aria-description="Delete closes it"
        tabIndex={active ? 0 : -1}
        onClick={() => explorer.getState().activateProjection(tab.id)}
      >
        {tab.status.kind === 'failed' && <Icon name="warning" />}
        {tab.name}
      </button>
      {active && (
        // Only tabs may be in a tab list: for the keyboard and for screen readers, Delete is the way.
        <button
          type="button"
          className="tab-close"
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

function Status({ explorer }: { readonly explorer: ExplorerStore }) {
  const status = useStore(explorer, ({ projections, activeProjection }) =>
    projections.find(({ id }) => id === activeProjection),
  )?.status
  const head = useStore(explorer, (state) => state.head)
  if (status === undefined) return null
  return <span className={`projection-status projection-${statusTone(status)}`}>{statusText(status, head)}</span>
}

function placeFor(key: string, place: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (place + 1) % count
    case 'ArrowLeft':
      return (place + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return -1
  }
}
