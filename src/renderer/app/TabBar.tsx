import { type DragEvent, type KeyboardEvent, useRef } from 'react'
import { useStore } from 'zustand'
import type { ExplorerState } from '../state/explorer-store.ts'
import type { WindowState, WindowStore, WindowTab } from '../state/window-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { tabMove } from '../ui/tab-move.ts'
import './tab-bar.css'

/** Id of the element that shows the tab's store. */
export const STORE_PANEL = 'store-panel'

const DRAGGED = 'application/x-epoch-tab'

/** One tab per store. Arrows go along them, with Ctrl and Shift they move the tab; Delete closes it, and so does the middle button. */
export function TabBar({ window }: { readonly window: WindowStore }) {
  const tabs = useStore(window, (state) => state.tabs)
  const shown = useStore(window, (state) => state.shown)
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent): void {
    const focused = moveByKey(event, window.getState())
    if (focused === undefined) return
    event.preventDefault()
    list.current?.querySelector<HTMLElement>(`[data-tab="${focused}"]`)?.focus()
  }

  return (
    <div className="tab-bar">
      <div ref={list} className="tab-bar-list" role="tablist" aria-label="Stores" onKeyDown={onKeyDown}>
        {tabs.map((tab, place) => (
          <Tab key={tab.id} window={window} tab={tab} place={place} isShown={tab.id === shown} />
        ))}
      </div>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="New tab"
        title="New tab (Alt+T)"
        aria-keyshortcuts="Alt+T"
        onClick={() => window.getState().newTab()}
      >
        <Icon name="add" />
      </button>
    </div>
  )
}

interface TabProps {
  readonly window: WindowStore
  readonly tab: WindowTab
  /** In the row, from 0. */
  readonly place: number
  readonly isShown: boolean
}

function Tab({ window, tab, place, isShown }: TabProps) {
  const name = useStore(tab.explorer, tabName)
  const failed = useStore(tab.explorer, ({ session, status }) => session.kind === 'failed' || hasTrouble(status))
  const { showTab, closeTab } = window.getState()

  function onDrop(event: DragEvent): void {
    const id = Number(event.dataTransfer.getData(DRAGGED))
    if (Number.isSafeInteger(id)) window.getState().moveTab(id, place)
  }

  return (
    <span className={isShown ? 'store-tab store-tab-shown' : 'store-tab'} role="presentation">
      <button
        type="button"
        className="store-tab-name"
        role="tab"
        data-tab={tab.id}
        draggable
        aria-selected={isShown}
        aria-controls={STORE_PANEL}
        aria-description="Delete closes it"
        aria-keyshortcuts={place < 9 ? `Alt+${place + 1}` : undefined}
        tabIndex={isShown ? 0 : -1}
        title={name}
        onClick={() => showTab(tab.id)}
        onAuxClick={({ button }) => {
          if (button === 1) closeTab(tab.id)
        }}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault()
        }}
        onDrop={onDrop}
        onDragStart={({ dataTransfer }) => dataTransfer.setData(DRAGGED, String(tab.id))}
      >
        {failed && <Icon name="warning" />}
        <span className="store-tab-text">{name}</span>
      </button>
      <CloseButton onClose={() => closeTab(tab.id)} />
    </span>
  )
}

/** Only tabs may be in a tab list: for the keyboard and for screen readers, Delete is the way. */
function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <button type="button" className="store-tab-close" aria-hidden="true" tabIndex={-1} title="Close" onClick={onClose}>
      <Icon name="close" />
    </button>
  )
}

/** Does what a key means in the row. @returns the tab that has the focus then; nothing for keys that mean nothing here */
function moveByKey({ key, ctrlKey, shiftKey }: KeyboardEvent, state: WindowState): number | undefined {
  const { tabs, shown, showTab, moveTab, closeTab } = state
  if (key === 'Delete') {
    closeTab(shown)
    return neighbourOf(state)
  }
  const to = tabMove(
    key,
    tabs.findIndex(({ id }) => id === shown),
    tabs.length,
  )
  const target = tabs[to]
  if (target === undefined) return undefined
  if (ctrlKey && shiftKey) {
    moveTab(shown, to)
    return shown
  }
  showTab(target.id)
  return target.id
}

/** The tab that is shown once the shown one is closed. */
function neighbourOf({ tabs, shown }: WindowState): number | undefined {
  const place = tabs.findIndex(({ id }) => id === shown)
  return (tabs[place + 1] ?? tabs[place - 1])?.id
}

function tabName({ session }: ExplorerState): string {
  switch (session.kind) {
    case 'welcome':
      return 'Welcome'
    case 'opening':
      return 'Opening…'
    case 'failed':
      return 'Not opened'
    case 'open':
      return session.store.name
  }
}

function hasTrouble(status: ExplorerState['status']): boolean {
  return status !== undefined && status.trouble !== ''
}
