import type { Slice } from './explorer-store.ts'
import type { TabPort } from './tab-port.ts'

/** The row of tabs, as seen from this one. By itself, an explorer opens in place. */
export type TabsSlice = Omit<TabPort, 'tabCount'> & {
  /** How many tabs the window has. */
  readonly tabCount: () => number
}

export const createTabsSlice: Slice<TabsSlice> =
  ({ tab }) =>
  (_set, get) => ({
    async openTab(choice) {
      if (tab !== undefined) return tab.openTab(choice)
      await get().openStore(choice.ticket, choice.from)
      if (choice.place !== undefined) get().goToLinked(choice.place)
    },
    newTab: () => tab?.newTab(),
    closeTab: () => tab?.closeTab(),
    showTabAt: (place) => tab?.showTabAt(place),
    stepTab: (step) => tab?.stepTab(step),
    tabCount: () => tab?.tabCount ?? 1,
  })
