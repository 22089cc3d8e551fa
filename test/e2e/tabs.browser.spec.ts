import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

const EVENTS = 2000

/** Serves one of two stores that lie in one folder. */
test.beforeEach(async ({ page, workplace, complaints }) => {
  expect(complaints).toEqual([])
  const [shop, depot] = ['shop.db', 'depot.db'].map((name) => join(workplace.folder, name))
  await workplace.epoch('demo', String(shop), '--events', String(EVENTS), '--seed', '7')
  await workplace.epoch('demo', String(depot), '--events', '500', '--seed', '8')
  await open(page, await workplace.serve(String(shop)))
})

function tab(page: Page, name: string) {
  return page.getByRole('tablist', { name: 'Stores' }).getByRole('tab', { name, exact: true })
}

test('two stores side by side: each is where it was left, and closing one leaves the other', async ({ page }) => {
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.focus()
  await page.keyboard.press('Home')
  for (let step = 0; step < 3; step++) await page.keyboard.press('PageUp')
  await idle(page)
  await page.getByRole('button', { name: 'Open…' }).click()
  await page
    .getByRole('dialog', { name: 'Open' })
    .getByRole('button', { name: /^depot\.db/ })
    .click()
  await expect(tab(page, 'depot.db')).toHaveAttribute('aria-selected', 'true')
  await idle(page)
  expect(await playhead(page)).toBe(500)
  await picture(page, 'tabs')

  await tab(page, 'shop.db').click()
  await idle(page)
  expect(await playhead(page)).toBe(300)

  await page.getByRole('button', { name: 'Open…' }).click()
  await page
    .getByRole('dialog', { name: 'Open' })
    .getByRole('button', { name: /^depot\.db/ })
    .click()
  await expect(page.getByRole('tab', { name: 'depot.db' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tablist', { name: 'Stores' }).getByRole('tab')).toHaveCount(2)

  await tab(page, 'depot.db').click({ button: 'middle' })
  await expect(page.getByRole('tablist', { name: 'Stores' })).not.toBeVisible()
  await idle(page)
  expect(await playhead(page)).toBe(300)
})

test('by keyboard: a new tab, along the row, into another order, closed to a welcome', async ({ page }) => {
  await page.keyboard.press('Alt+t')
  await expect(page.getByRole('heading', { name: 'Epoch' })).toBeVisible()
  await page.getByRole('button', { name: /^The demo shop/ }).press('Enter')
  await expect(tab(page, 'Demo shop')).toHaveAttribute('aria-selected', 'true', { timeout: 30_000 })
  await idle(page)
  await page.keyboard.press('Alt+1')
  await expect(tab(page, 'shop.db')).toHaveAttribute('aria-selected', 'true')
  await tab(page, 'shop.db').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab(page, 'Demo shop')).toBeFocused()
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await expect(page.getByRole('tablist', { name: 'Stores' }).getByRole('tab').first()).toHaveText('Demo shop')
  await page.keyboard.press('Delete')
  await expect(page.getByRole('tablist', { name: 'Stores' })).not.toBeVisible()
  await idle(page)
  await page.keyboard.press('Alt+w')
  await expect(page.getByRole('heading', { name: 'Epoch' })).toBeVisible()
  await page.getByRole('button', { name: /^shop\.db/ }).press('Enter')
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible()
})

test('what is appended while a tab is behind is there when it is shown', async ({ page, workplace }) => {
  await page.keyboard.press('Alt+t')
  await idle(page)
  await workplace.epoch('append', join(workplace.folder, 'shop.db'), 'order-1', 'Noted')
  await tab(page, 'shop.db').click()
  await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuemax', String(EVENTS + 1))
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the welcome and the row of tabs, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await page.keyboard.press('Alt+t')
    await picture(page, `welcome-${colorScheme}`)
    expect(await seriousFindings(page)).toEqual([])
  })
