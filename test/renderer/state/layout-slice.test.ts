import { expect, test } from 'vitest'
import { layoutKept } from '../../../src/renderer/state/layout-kept.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('a panel closes, and opens again by itself when something is to be shown in it', async () => {
  const { explorer } = await openedExplorer(shop(3))
  const state = explorer.getState
  state().togglePanel('side')
  state().togglePanel('left')
  expect(state().closedPanels).toEqual(['side', 'left'])
  state().showSide('history')
  expect(state().closedPanels).toEqual(['left'])
  state().showLeft('types')
  expect(state()).toMatchObject({ closedPanels: [], leftSide: 'types' })
})

test('a panel that is closed twice is closed once', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().closePanel('timeline')
  explorer.getState().closePanel('timeline')
  expect(explorer.getState().closedPanels).toEqual(['timeline'])
})

test('all panels are put back: open, and with the sizes they began with', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().closePanel('side')
  explorer.getState().resizePanels('window', { left: 30, middle: 40, side: 30 })
  const { panelResets } = explorer.getState()
  explorer.getState().resetPanels()
  expect(explorer.getState()).toMatchObject({ closedPanels: [], panels: {}, panelResets: panelResets + 1 })
})

test('the interface gets larger and smaller in steps, and no further than 80 and 200 %', async () => {
  const { explorer } = await openedExplorer(shop(1))
  const state = explorer.getState
  for (let step = 0; step < 12; step++) state().setZoom('in')
  expect(state().zoom).toBe(200)
  for (let step = 0; step < 12; step++) state().setZoom('out')
  expect(state().zoom).toBe(80)
  state().setZoom('reset')
  expect(state().zoom).toBe(100)
})

test('which panels are closed and what the left side lists are the same at the next visit', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(3), { host })
  explorer.getState().closePanel('projection')
  explorer.getState().showLeft('saved')
  await idle(explorer.getState().activity)
  const { explorer: again } = await openedExplorer([], { host })
  expect(again.getState()).toMatchObject({ closedPanels: ['projection'], leftSide: 'saved' })
})

test.each([{}, { closedPanels: 'side', leftSide: 1 }, { closedPanels: ['roof', 3], middle: 'pie' }])(
  'what was kept of panels wrongly is as if it were not there: %j',
  (kept) => {
    expect(layoutKept.read(kept)).toEqual({ closedPanels: [], leftSide: 'streams', middle: 'log' })
  },
)
