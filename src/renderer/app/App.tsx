import { useStore } from 'zustand'
import type { WindowStore } from '../state/window-store.ts'
import { StoreTab } from './StoreTab.tsx'
import { STORE_PANEL, TabBar } from './TabBar.tsx'
import './tab-bar.css'

/** The window: a row of tabs where there are several, and the store of the one that is shown. The others are not drawn. */
export function App({ window }: { readonly window: WindowStore }) {
  const shown = useStore(window, (state) => state.tabs.find(({ id }) => id === state.shown))
  const isRow = useStore(window, ({ tabs }) => tabs.length > 1)
  return (
    <div className="window">
      {isRow && <TabBar window={window} />}
      <div
        className="window-tab"
        id={STORE_PANEL}
        {...(isRow && { role: 'tabpanel', 'aria-label': 'The store of the tab' })}
      >
        {shown && <StoreTab key={shown.id} explorer={shown.explorer} />}
      </div>
    </div>
  )
}
