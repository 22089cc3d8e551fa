import type { ExplorerState, Slice } from './explorer-store.ts'
import type { TabChoice, TabPort } from './tab-port.ts'

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
      await arrive(get(), choice)
    },
    newTab: () => tab?.newTab(),
    closeTab: () => tab?.closeTab(),
    showTabAt: (place) => tab?.showTabAt(place),
    stepTab: (step) => tab?.stepTab(step),
    tabCount: () => tab?.tabCount ?? 1,
  })

/** Goes where a choice leads in the store that was opened for it. Never rejects. */
export async function arrive(state: ExplorerState, { place, workspace }: TabChoice): Promise<void> {
  if (workspace !== undefined) await state.takeWorkspaceFile(workspace)
  if (place !== undefined) state.goToLinked(place)
}
