import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Menu } from '../ui/Menu.tsx'

/** What can be done with the store as a whole. */
export function StoreMenu({ explorer }: { readonly explorer: ExplorerStore }) {
  const append = useStore(explorer, ({ status }) => status?.capabilities.append ?? false)
  const state = explorer.getState
  return (
    <Menu
      label="Store"
      items={[
        { label: 'About this store…', icon: 'info', keys: 'Ctrl+I', onChoose: () => state().openAbout() },
        {
          label: 'Import into this store…',
          icon: 'down',
          ...(!append && { disabledWhy: 'read-only' }),
          onChoose: () => state().openImport(),
        },
        { label: 'Export…', icon: 'file', keys: 'Ctrl+E', onChoose: () => state().openExport() },
        { label: 'Audit…', icon: 'audit', onChoose: () => state().openAudit() },
        { label: 'Copy a link to this place', icon: 'link', onChoose: () => void state().copyLink() },
        { label: 'New tab', icon: 'add', keys: 'Alt+T', onChoose: () => state().newTab() },
        { label: 'Close this tab', icon: 'close', keys: 'Alt+W', onChoose: () => state().closeTab() },
      ]}
    />
  )
}
