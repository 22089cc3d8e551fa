import { expect, test } from 'vitest'
import { openedExplorer } from '../opened-explorer.ts'
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
