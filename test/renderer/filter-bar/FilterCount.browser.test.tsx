import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { EndlessHost } from '../endless-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

async function searching() {
  const { explorer } = await openedExplorer(shop(3), { host: new EndlessHost() })
  await showWindow(explorer)
  explorer.getState().applyFilter('data.cents>1')
  return () => explorer.getState()
}

test('while a search goes on it says how many it has, and can be stopped and gone on with', async () => {
  const state = await searching()
  await expect.element(page.getByText('Searching', { exact: true })).toBeInTheDocument()
  await page.getByRole('button', { name: 'Stop' }).click()
  // What was asked before the stop may still come.
  await expect.poll(() => page.getByText(`${state().logTotal} so far fit the filter`).elements().length).toBe(1)
  expect(state().searchStopped).toBe(true)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect.element(page.getByRole('button', { name: 'Stop' })).toBeVisible()
})

test('a search that is slow for want of an index says of which, and leads to the indexes', async () => {
  await searching()
  await page.getByRole('button', { name: 'Slow for want of an index of data.cents: search indexes' }).click()
  await expect.element(page.getByRole('dialog', { name: 'About this store' })).toBeVisible()
  await expect.element(page.getByLabelText('What to index')).toBeVisible()
})
