import { join } from 'node:path'
import { expect, idle, open, playhead, test } from './journey.ts'

test.beforeEach(async ({ page, context, workplace, complaints }) => {
  expect(complaints).toEqual([])
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', '2000', '--seed', '7')
  await open(page, await workplace.serve(store))
})

test('a link copied at a place leads back to it: position, selection and filter', async ({ page }) => {
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.focus()
  await page.keyboard.press('Home')
  for (let step = 0; step < 2; step++) await page.keyboard.press('PageUp')
  await idle(page)
  await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(4).click()
  await idle(page)
  const selected = await page.getByRole('region', { name: 'Event', exact: true }).textContent()
  await page.getByRole('button', { name: 'Store', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Copy a link to this place' }).click()
  await expect(page.getByText('Copied the link to this place')).toBeVisible()
  const link = String(await page.evaluate('navigator.clipboard.readText()'))
  expect(link).toContain('#store=')
  expect(link).toContain('position=200')

  await page.getByRole('button', { name: 'Back to live' }).click()
  await page.goto(link)
  await idle(page)
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible()
  await expect.poll(() => playhead(page)).toBe(200)
  expect(await page.getByRole('region', { name: 'Event', exact: true }).textContent()).toBe(selected)
  expect(new URL(page.url()).hash).toBe('')

  await page.goto(`${link.replace(/&selected=\d+/, '')}&filter=type%3AOrderPlaced`)
  await idle(page)
  await expect(
    page.getByRole('grid', { name: 'Events' }).getByRole('row').filter({ hasText: 'CartOpened' }),
  ).toHaveCount(0)
})

test('a link to nothing says so, and one that is nonsense changes nothing', async ({ page }) => {
  const address = page.url()
  await page.goto(`${address}#position=-1&selected=x&filter=((&projection=`)
  await idle(page)
  expect(await playhead(page)).toBe(2000)
  await page.goto(`${address}#store=never-offered&position=5`)
  await expect(page.getByRole('alert').getByText(/no longer offered/)).toBeVisible()
})
