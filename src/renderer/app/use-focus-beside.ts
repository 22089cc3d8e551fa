import { type RefObject, useEffect } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'

/** Where a panel is closed that had the focus, gives it to the element around all panels: it is never lost. */
export function useFocusBeside(explorer: ExplorerStore, around: RefObject<HTMLElement | null>): void {
  const closed = useStore(explorer, (state) => state.closedPanels)
  useEffect(() => {
    const focused = document.activeElement
    const lost = focused === null || focused === document.body || focused.closest('[inert]') !== null
    if (closed.length > 0 && lost) around.current?.focus()
  }, [closed, around])
}
