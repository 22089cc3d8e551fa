import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { position } from '../../../src/core/event.ts'
import { folding } from '../folding-projection.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

async function opened() {
  const { explorer } = await openedExplorer(shop(5), { startProjection: folding() })
  await showWindow(explorer)
  const tab = (name: string | RegExp) => page.getByRole('tablist', { name: 'Side' }).getByRole('tab', { name })
  return { explorer, tab }
}

test('the side shows one of its parts; arrows go from tab to tab', async () => {
  const { tab } = await opened()
  await expect.element(page.getByRole('region', { name: 'Event', exact: true })).toBeVisible()
  await tab('Event').click()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('region', { name: 'History', exact: true })).toBeVisible()
  await expect.element(tab('History')).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
  await expect.element(page.getByRole('region', { name: 'Event', exact: true })).toBeVisible()
})

test('f opens the search with the focus in it, where letters are text again', async () => {
  const { explorer } = await opened()
  await page.getByRole('grid', { name: 'Events' }).click()
  await userEvent.keyboard('f')
  const field = page.getByRole('textbox', { name: 'Find where' })
  await expect.element(field).toHaveFocus()
  explorer.getState().showTrack({ id: 'a', label: 'A', tone: 'hit', positions: [position(3)] })
  explorer.getState().scrubTo(position(1))
  await userEvent.keyboard('fnp')
  await expect.element(field).toHaveValue('fnp')
  expect(explorer.getState().playhead).toBe(1)
})

test('n and p go along the ticks wherever the focus is, x lets the selected event not happen', async () => {
  const { explorer, tab } = await opened()
  explorer.getState().showTrack({ id: 'a', label: 'A', tone: 'hit', positions: [3, 7].map(position) })
  explorer.getState().scrubTo(position(1))
  await tab('Event').click()
  await userEvent.keyboard('nn')
  expect(explorer.getState().playhead).toBe(7)
  await userEvent.keyboard('p')
  expect(explorer.getState().playhead).toBe(3)
  await page.getByRole('grid', { name: 'Events' }).getByRole('row', { name: /^3 / }).click()
  await userEvent.keyboard('x')
  await expect.element(tab(/^What-if.*on$/)).toBeVisible()
  expect(explorer.getState().whatIfs).toMatchObject([{ skip: [3] }])
})
