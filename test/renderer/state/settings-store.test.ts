import { expect, test } from 'vitest'
import { createSettingsStore, readSettings } from '../../../src/renderer/state/settings-store.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('theme, zone and size are the same again in another window', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(1), { host })
  explorer.getState().setTheme('contrast')
  explorer.getState().setZone('local')
  explorer.getState().setZoom('in')
  await idle(explorer.getState().activity)
  expect(host.settings).toEqual({ theme: 'contrast', zone: 'local', zoom: 110 })

  const { explorer: another } = await openedExplorer([], { host })
  expect(another.getState()).toMatchObject({ theme: 'contrast', zone: 'local', zoom: 110 })
})

test('all explorers of a window have the settings that one of them changes', async () => {
  const host = new MemoryHost()
  const settings = createSettingsStore(host)
  const { explorer: one } = await openedExplorer(shop(1), { host, settings })
  const { explorer: other } = await openedExplorer([], { host, settings })
  one.getState().setTheme('dark')
  expect(other.getState().theme).toBe('dark')
  expect(host.asked.filter((name) => name === 'settings.read')).toHaveLength(1)
})

test('members that another version keeps are written as they were', async () => {
  const host = new MemoryHost()
  host.settings = { theme: 'dark', colour: 'plum' }
  const settings = createSettingsStore(host)
  await settings.getState().load()
  await settings.getState().change({ zone: 'local' })
  expect(host.settings).toEqual({ theme: 'dark', colour: 'plum', zone: 'local' })
})

test('what is changed while the settings are still being read holds', async () => {
  const host = new MemoryHost()
  host.settings = { theme: 'dark', zone: 'local' }
  const settings = createSettingsStore(host)
  const loaded = settings.getState().load()
  await settings.getState().change({ theme: 'light' })
  await loaded
  expect(settings.getState()).toMatchObject({ theme: 'light', zone: 'local' })
  expect(host.settings).toEqual({ theme: 'light', zone: 'local' })
})

test('a theme that was kept with a store holds until somebody chooses one for the window', async () => {
  const host = new MemoryHost()
  host.workspace = { theme: 'dark' }
  const { explorer } = await openedExplorer(shop(1), { host })
  expect(explorer.getState().theme).toBe('dark')
  explorer.getState().setTheme('light')
  await idle(explorer.getState().activity)
  const { explorer: again } = await openedExplorer([], { host })
  expect(again.getState().theme).toBe('light')
})

test.each([{}, { theme: 'pink', zone: 7, zoom: 101 }, { theme: null, zoom: '100' }])(
  'what kept settings say wrongly is as if it were not there: %j',
  (kept) => {
    expect(readSettings(kept)).toEqual({})
  },
)
