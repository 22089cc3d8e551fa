import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

const EVENTS = 5000

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', String(EVENTS), '--seed', '7')
  await open(page, await workplace.serve(store))
})

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Events' })
const row = (page: Page, position: number): Locator =>
  grid(page).getByRole('row', { name: new RegExp(`^ ?${position} `) })

test('columns: one is made of a payload path, widened and moved, and all are there at the next visit', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('combobox', { name: 'Column of a payload path' }).fill('data.orderId')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await idle(page)
  await expect(
    grid(page)
      .getByRole('gridcell', { name: /^order-\d+$/ })
      .first(),
  ).toBeVisible()
  const head = grid(page).getByRole('columnheader', { name: 'data.orderId' })
  await head.getByRole('button').focus()
  await page.keyboard.press('Control+ArrowLeft')
  const edge = grid(page).getByRole('separator', { name: 'Width of data.orderId' })
  const box = await edge.boundingBox()
  if (box === null) throw new Error('the edge has no place on screen')
  await page.mouse.move(box.x + box.width / 2, box.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + 5, { steps: 5 })
  await page.mouse.up()
  await idle(page)
  const text = (await edge.getAttribute('aria-valuetext')) ?? ''
  expect(text).toMatch(/^\d+ pixels$/)
  expect(await seriousFindings(page)).toEqual([])
  await picture(page, 'log-columns')
  await page.reload()
  await expect(grid(page)).toBeVisible({ timeout: 30_000 })
  await idle(page)
  await expect(grid(page).getByRole('columnheader').nth(3)).toHaveAccessibleName('data.orderId')
  await expect(edge).toHaveAttribute('aria-valuetext', text)
})

test('several events: copied as a table, made a fixture, and left out in a what-if', async ({ page }) => {
  await row(page, EVENTS - 3).click()
  await page.keyboard.press('Shift+ArrowUp')
  await page.keyboard.press('Shift+ArrowUp')
  await idle(page)
  await expect(page.getByText('3 selected')).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await picture(page, 'log-selection')
  await page.getByRole('button', { name: 'Copy as a Markdown table' }).click()
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('3 events as a Markdown table')
  const table = await page.evaluate('navigator.clipboard.readText()')
  expect(String(table).split('\n').slice(0, 3)).toEqual([
    '| Position | Time (UTC) | Type | Stream @ version | Data |',
    '| ---: | --- | --- | --- | --- |',
    expect.stringMatching(new RegExp(`^\\| ${EVENTS - 5} \\|`)),
  ])
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Make a fixture' }).click()
  const fixture = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n')
  expect(fixture.map((line) => JSON.parse(line).position)).toEqual([EVENTS - 5, EVENTS - 4, EVENTS - 3])
  await page.getByRole('dialog', { name: 'Export' }).getByRole('button', { name: 'Close' }).first().click()
  await page.getByRole('button', { name: 'What-if without them' }).click()
  await idle(page)
  await expect(grid(page).getByRole('row').filter({ hasText: 'skipped' })).toHaveCount(3)
})

test('a cell’s value narrows the log, and its stream is put beside another, by keys alone', async ({ page }) => {
  await grid(page).focus()
  await page.keyboard.press('Home')
  await idle(page)
  for (let cell = 0; cell < 4; cell++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+F10')
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(grid(page)).not.toHaveAttribute('aria-rowcount', String(EVENTS))
  await grid(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Stream beside others' }).press('Enter')
  await idle(page)
  const lanes = page.getByRole('grid', { name: 'Streams side by side' })
  await page.getByRole('combobox', { name: 'Add a stream' }).fill('order-')
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(lanes.getByRole('columnheader')).toHaveCount(3)
  await lanes.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await idle(page)
  const selected = lanes.getByRole('row', { selected: true })
  expect(await selected.getByRole('gridcell').first().textContent()).toContain(String(await playhead(page)))
  expect(await seriousFindings(page)).toEqual([])
  await picture(page, 'log-lanes')
})

test('neighbours are gone to by keys, and the log stays in place where it is told to', async ({ page }) => {
  await page.getByRole('switch', { name: 'Follow playhead' }).click()
  await row(page, EVENTS - 1).click()
  await idle(page)
  const type = (await page.getByRole('row', { selected: true }).getByRole('gridcell').nth(2).textContent()) ?? ''
  await page.keyboard.press('[')
  await idle(page)
  const selected = page.getByRole('row', { selected: true })
  await expect(selected.getByRole('gridcell').nth(2)).toHaveText(type)
  await expect(selected.getByRole('gridcell').first()).not.toHaveText(String(EVENTS - 1))
  await page.keyboard.press(']')
  await idle(page)
  await expect(selected.getByRole('gridcell').first()).toHaveText(String(EVENTS - 1))
  await page.getByRole('slider', { name: 'Position' }).focus()
  await page.keyboard.press('Home')
  await idle(page)
  await expect(row(page, EVENTS - 1)).toBeVisible()
})
