import type { NewEvent } from '../../src/core/event.ts'
import { createWindowStore, type WindowStore, type WindowTab } from '../../src/renderer/state/window-store.ts'
import { MemoryHost } from './memory-host.ts'
import { idle, noProjections, swiftClock } from './opened-explorer.ts'

export interface OpenedWindow {
  readonly window: WindowStore
  readonly host: MemoryHost
  /** The tab that is seen. */
  readonly shown: () => WindowTab
  /** Resolves once all tabs are at rest. */
  readonly atRest: () => Promise<void>
}

/** A window whose one tab has opened a memory store with these events, at rest. */
export async function openedWindow(events: readonly NewEvent[], host = new MemoryHost()): Promise<OpenedWindow> {
  await host.append(...events)
  const window = createWindowStore({
    host,
    startProjection: noProjections,
    clock: swiftClock,
    pageAddress: 'http://127.0.0.1:4000/',
  })
  const atRest = (): Promise<void> => idle(window.getState().activity)
  await window.getState().start()
  await atRest()
  function shown(): WindowTab {
    const { tabs, shown: id } = window.getState()
    const tab = tabs.find((each) => each.id === id)
    if (tab === undefined) throw new Error('no tab is shown')
    return tab
  }
  return { window, host, shown, atRest }
}
