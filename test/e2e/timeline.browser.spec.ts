import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

const EVENTS = 5000

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', String(EVENTS), '--seed', '7')
  await open(page, await workplace.serve(store))
})

test('one zooms with the wheel to single events, snaps to one, and finds the same part again after a reload', async ({
  page,
}) => {
  const slider = sliderOf(page)
  const box = await slider.boundingBox()
  if (box === null) throw new Error('the timeline is not in sight')
  await page.mouse.move(box.x + box.width / 2, box.y + 40)
  for (let turns = 0; turns < 12; turns++) await page.mouse.wheel(0, -400)
  await idle(page)
  await expect(slider).toHaveAccessibleDescription(/^2\d{3}-\d\d-\d\d .* UTC is shown$/)
  const shown = (await page.getByText(/ UTC is shown$/).textContent()) ?? ''
  await picture(page, 'timeline-zoomed')
  await page.mouse.click(box.x + box.width / 2, box.y + 40)
  await idle(page)
  const at = await playhead(page)
  expect(at).toBeGreaterThan(0)
  expect(at).toBeLessThan(EVENTS)
  await page.reload()
  await expect(slider).toHaveAttribute('aria-valuenow', String(at), { timeout: 30_000 })
  await idle(page)
  await expect(slider).toHaveAccessibleDescription(shown)
  await page.getByRole('button', { name: 'Show the whole history' }).click()
  await expect(slider).toHaveAccessibleDescription('The whole history is shown')
})

test('keys alone zoom, pan, step, bookmark, write a note and come back to it', async ({ page }) => {
  const slider = sliderOf(page)
  await slider.focus()
  await page.keyboard.press('PageDown')
  await idle(page)
  const at = await playhead(page)
  expect(at).toBe(EVENTS - 100)
  for (const key of ['w', 'w', 'w', 'a', 'd', 's']) await page.keyboard.press(key)
  await idle(page)
  await expect(slider).toHaveAccessibleDescription(/UTC is shown$/)
  expect(await playhead(page)).toBe(at)
  await page.keyboard.press('b')
  await page.keyboard.press('Home')
  await idle(page)
  expect(await playhead(page)).toBe(0)
  await page.getByRole('tab', { name: 'Saved' }).focus()
  await page.keyboard.press('Enter')
  const bookmarks = page.getByRole('region', { name: 'Bookmarks' })
  await bookmarks.getByRole('textbox', { name: 'Note at 4,900' }).focus()
  await page.keyboard.type('before the end')
  await page.keyboard.press('Enter')
  await bookmarks.getByRole('button', { name: 'Go to 4,900' }).focus()
  await page.keyboard.press('Enter')
  await idle(page)
  expect(await playhead(page)).toBe(at)
  await picture(page, 'timeline-bookmark')
})

test('by order or by time, a stream and a number are pinned under the track, and n walks along them', async ({
  page,
}) => {
  const slider = sliderOf(page)
  await page.getByRole('group', { name: 'Axis' }).getByRole('button', { name: 'Order' }).click()
  await page
    .getByRole('grid', { name: 'Events' })
    .getByRole('row', { name: /PaymentTaken|OrderPlaced/ })
    .last()
    .click()
  await idle(page)
  const pin = page.getByRole('button', { name: 'Pin a track under the timeline' })
  await pin.click()
  await page.getByRole('menuitem', { name: /^data\.cents of/ }).click()
  await pin.click()
  await page.getByRole('menuitem', { name: /^order-\d+$/ }).click()
  await idle(page)
  const tracks = page.getByRole('list', { name: 'Tracks' })
  await expect(tracks.getByRole('button', { name: /^order-\d+: \d+ events? in sight/ })).toBeVisible()
  await expect(tracks.getByRole('button', { name: /^data\.cents of .*: [\d,]+ to [\d,]+/ })).toBeVisible()
  await slider.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('n')
  await idle(page)
  const first = await playhead(page)
  expect(first).toBeGreaterThan(0)
  await page.keyboard.press('n')
  await idle(page)
  expect(await playhead(page)).toBeGreaterThan(first)
  await picture(page, 'timeline-tracks')
})

function sliderOf(page: Page): Locator {
  return page.getByRole('slider', { name: 'Position' })
}
