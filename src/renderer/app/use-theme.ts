import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'

/** Keeps the document's theme as the state says; without a say of its own the system's preference holds. */
export function useTheme(explorer: ExplorerStore): void {
  const theme = useStore(explorer, (state) => state.theme)
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
}
