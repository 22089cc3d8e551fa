import { createStore, type StoreApi } from 'zustand/vanilla'
import type { OfferedFile, Ticket } from '../../contract/host-contract.ts'
import { EpochError } from '../../core/errors.ts'
import { type Activity, createActivity } from './activity.ts'
import { createExplorerStore, type ExplorerOptions, type ExplorerStore } from './explorer-store.ts'
import { readPlace } from './place-link.ts'
import { createSettingsStore } from './settings-store.ts'
import type { TabChoice, TabPort } from './tab-port.ts'
import { arrive } from './tabs-slice.ts'

/** One store with everything that is known of it, or a welcome where none is open. */
export interface WindowTab {
  readonly id: number
  readonly explorer: ExplorerStore
}

/** Several stores in one window, each in a tab of its own, over one host. */
export interface WindowState {
  /** In the order of the row; never empty. */
  readonly tabs: readonly WindowTab[]
  /** Id of the tab that is seen. Those behind it follow their stores, and draw nothing. */
  readonly shown: number
  /** What is under way in all tabs together. */
  readonly activity: Activity

  /** Opens what the host was started with, or what a link leads to, and from then on what is chosen outside the page. Never rejects. */
  readonly start: (choice?: TabChoice) => Promise<void>
  /** Shows the tab that has the store, or opens it: in the shown tab where that has none, else in one of its own. Never rejects. */
  readonly openTab: (choice: TabChoice) => Promise<void>
  /** Shows a welcome. */
  readonly newTab: () => void
  /** Closes its store too. In place of the last one there is a welcome. */
  readonly closeTab: (id: number) => void
  readonly showTab: (id: number) => void
  /** Gives a tab another place in the row, from 0. */
  readonly moveTab: (id: number, place: number) => void
  /** Writes at once what any tab has not written yet. */
  readonly flush: () => void
}

export type WindowStore = StoreApi<WindowState>

export type WindowOptions = Omit<ExplorerOptions, 'activity' | 'settings' | 'tab'>

/** Nothing is asked of the host before `start` is called. */
export function createWindowStore(options: WindowOptions): WindowStore {
  const { host } = options
  const activity = createActivity()
  const settings = createSettingsStore(host)
  /** Of closed tabs, to be used again: an explorer listens to the window's settings for as long as there is a window. */
  const spare: WindowTab[] = []
  /** Of each tab the last opening of a store, under way or done. */
  const openings = new WeakMap<WindowTab, Promise<void>>()
  let lastId = 0

  function makeTab(): WindowTab {
    const id = ++lastId
    return {
      id,
      explorer: createExplorerStore({ ...options, activity, settings, tab: portOf(id, () => window.getState()) }),
    }
  }

  const window = createStore<WindowState>((set, get) => {
    const first = makeTab()

    function append(): WindowTab {
      const tab = spare.pop() ?? makeTab()
      set(({ tabs }) => ({ tabs: [...tabs, tab] }))
      void tab.explorer.getState().meetHost()
      return tab
    }

    function shownTab(): WindowTab | undefined {
      return get().tabs.find(({ id }) => id === get().shown)
    }

    function vacantTab(): WindowTab | undefined {
      const shown = shownTab()
      return shown !== undefined && isVacant(shown.explorer) ? shown : undefined
    }

    /** Goes to the place once the store is there; nowhere if the tab was closed meanwhile, and has another store by then. */
    async function arriveIn(tab: WindowTab, choice: TabChoice): Promise<void> {
      await openings.get(tab)
      if (isOpenIn(tab.explorer, choice.ticket)) await arrive(tab.explorer.getState(), choice)
    }

    /** Opens what the person chooses in the shell's menu, by starting Epoch again with a file, or by a link. */
    async function openOffered(): Promise<void> {
      try {
        for await (const offered of host.subscribe('files.offered', {})) void get().openTab(choiceOf(offered))
      } catch (error) {
        // That the host has gone is said in every tab.
        if (!(error instanceof EpochError)) reportError(error)
      }
    }

    return {
      tabs: [first],
      shown: first.id,
      activity,

      async start(choice = {}) {
        void openOffered()
        const { meetHost, openStore } = first.explorer.getState()
        openings.set(
          first,
          meetHost().then(() => openStore(choice.ticket, choice.from)),
        )
        await arriveIn(first, choice)
      },

      async openTab(choice) {
        const { ticket, from } = choice
        const there = get().tabs.find(({ explorer }) => hasOpen(explorer, ticket))
        const tab = there ?? vacantTab() ?? append()
        get().showTab(tab.id)
        if (there === undefined) openings.set(tab, tab.explorer.getState().openStore(ticket, from))
        await arriveIn(tab, choice)
      },

      newTab() {
        const vacant = get().tabs.find(({ explorer }) => explorer.getState().session.kind === 'welcome')
        const tab = vacant ?? append()
        if (vacant === undefined) tab.explorer.getState().closeStore()
        get().showTab(tab.id)
      },

      closeTab(id) {
        const { tabs, shown } = get()
        const place = tabs.findIndex((tab) => tab.id === id)
        const closed = tabs[place]
        if (closed === undefined) return
        closed.explorer.getState().closeStore()
        if (tabs.length === 1) return
        spare.push(closed)
        const left = tabs.filter((tab) => tab !== closed)
        const next = left[Math.min(place, left.length - 1)]
        set({ tabs: left, shown: shown === id && next !== undefined ? next.id : shown })
      },

      showTab(id) {
        const { tabs, shown } = get()
        if (id === shown || !tabs.some((tab) => tab.id === id)) return
        shownTab()?.explorer.getState().pause()
        set({ shown: id })
      },

      moveTab(id, place) {
        const { tabs } = get()
        const moved = tabs.find((tab) => tab.id === id)
        if (moved !== undefined) set({ tabs: tabs.filter((tab) => tab !== moved).toSpliced(place, 0, moved) })
      },

      flush() {
        for (const { explorer } of get().tabs) {
          explorer.getState().flushWorkspace()
          explorer.getState().flushProjectionFiles()
        }
      },
    }
  })
  return window
}

/** What the explorer of a tab may ask of the window. */
function portOf(id: number, state: () => WindowState): TabPort {
  return {
    openTab: (choice) => state().openTab(choice),
    newTab: () => state().newTab(),
    closeTab: () => state().closeTab(id),
    showTabAt(place) {
      const tab = state().tabs[place]
      if (tab !== undefined) state().showTab(tab.id)
    },
    stepTab(step) {
      const { tabs } = state()
      const place = tabs.findIndex((tab) => tab.id === id)
      this.showTabAt((place + step + tabs.length) % tabs.length)
    },
    get tabCount() {
      return state().tabs.length
    },
  }
}

function choiceOf({ ticket, place }: OfferedFile): TabChoice {
  return { ticket, ...(place !== undefined && { place: readPlace(place) }) }
}

/** Whether a tab shows what a ticket opens, or is about to; without one, what the host was started with. */
function hasOpen(explorer: ExplorerStore, ticket: Ticket | undefined): boolean {
  const { session } = explorer.getState()
  switch (session.kind) {
    case 'welcome':
    case 'failed':
      return false
    case 'opening':
      return session.ticket === ticket
    case 'open':
      return isOpenIn(explorer, ticket)
  }
}

function isOpenIn(explorer: ExplorerStore, ticket: Ticket | undefined): boolean {
  const { session } = explorer.getState()
  if (session.kind !== 'open') return false
  return session.source.ticket === ticket || (ticket !== undefined && session.store.ticket === ticket)
}

/** Whether a tab has no store that it would lose by opening another. */
function isVacant(explorer: ExplorerStore): boolean {
  const { kind } = explorer.getState().session
  return kind === 'welcome' || kind === 'failed'
}
