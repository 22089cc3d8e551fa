import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Menu } from '../ui/Menu.tsx'
import { keysOf } from './commands/keys-of.ts'
import { pickWorkspace } from './pick-file.ts'

/** What can be done with the store as a whole, and with the window. */
export function StoreMenu({ explorer }: { readonly explorer: ExplorerStore }) {
  const append = useStore(explorer, ({ status }) => status?.capabilities.append ?? false)
  const zone = useStore(explorer, (state) => state.zone)
  const state = explorer.getState
  return (
    <Menu
      label="Store"
      items={[
        { label: 'About this store…', icon: 'info', keys: keysOf('store.about'), onChoose: () => state().openAbout() },
        {
          label: 'Import into this store…',
          icon: 'import',
          ...(!append && { disabledWhy: 'read-only' }),
          onChoose: () => state().openImport(),
        },
        { label: 'Export…', icon: 'export', keys: keysOf('store.export'), onChoose: () => state().openExport() },
        { label: 'Audit…', icon: 'audit', onChoose: () => state().openAudit() },
        { label: 'Copy a link to this place', icon: 'link', onChoose: () => void state().copyLink() },
        { label: 'Save the workspace as a file…', icon: 'save', onChoose: () => state().openSaveWorkspace() },
        { label: 'Open a workspace file…', icon: 'open', onChoose: () => void pickWorkspace(state().offerWorkspace) },
        { label: 'New tab', icon: 'add', keys: keysOf('tab.new'), onChoose: () => state().newTab() },
        { label: 'Close this tab', icon: 'close', keys: keysOf('tab.close'), onChoose: () => state().closeTab() },
        {
          label: 'Keyboard shortcuts',
          icon: 'keyboard',
          keys: keysOf('window.shortcuts'),
          onChoose: () => state().openShortcuts(),
        },
        { label: 'Larger', icon: 'zoom-in', keys: keysOf('window.zoom.in'), onChoose: () => state().setZoom('in') },
        { label: 'Smaller', icon: 'zoom-out', keys: keysOf('window.zoom.out'), onChoose: () => state().setZoom('out') },
        {
          label: zone === 'utc' ? "Show times in this machine's zone" : 'Show times in UTC',
          icon: 'clock',
          onChoose: () => state().setZone(zone === 'utc' ? 'local' : 'utc'),
        },
      ]}
    />
  )
}
