import { join } from 'node:path'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, test } from './journey.ts'

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', '5000', '--seed', '7')
  await open(page, await workplace.serve(store))
})

test('a stream is found by the keyboard alone, pinned, and still there at the next visit', async ({ page }) => {
  await page.keyboard.press('Control+p')
  const field = page.getByRole('combobox', { name: 'Find streams' })
  await expect(field).toBeFocused()
  await page.keyboard.type('or10042')
  const hits = page.getByRole('listbox', { name: 'Streams found' })
  await expect(hits.getByRole('option').first()).toHaveText(/^order-10042/)
  expect(await seriousFindings(page)).toEqual([])
  await picture(page, 'streams-found')
  await page.keyboard.press('Enter')
  await idle(page)
  const grid = page.getByRole('grid', { name: 'Events' })
  await expect(grid.getByRole('row').filter({ hasText: 'order-10042' }).first()).toBeVisible()
  await page.keyboard.press('Escape')
  const tree = page.getByRole('tree', { name: 'Streams' })
  await tree.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).press('Enter')
  await expect(tree.getByRole('treeitem', { name: 'Pinned 1' })).toBeVisible()
  await idle(page)
  await page.reload()
  await expect(tree.getByRole('treeitem', { name: 'Pinned 1' })).toBeVisible({ timeout: 30_000 })
  await expect(tree.getByRole('treeitem', { name: 'order-10042' }).first()).toBeVisible()
})

test('a pattern finds streams by their whole names, and says when none fits', async ({ page }) => {
  const field = page.getByRole('combobox', { name: 'Find streams' })
  await field.fill('order-*042')
  await expect(page.getByRole('option', { name: /^order-10042/ })).toBeVisible()
  await field.fill('order-*nothing')
  await expect(page.getByText('0 streams found')).toBeVisible()
})

test('the catalogue tells of a type what its events hold, and where a field went', async ({ page }) => {
  await page.getByRole('tab', { name: 'Types' }).click()
  const placed = page.getByRole('tree', { name: 'Types' }).getByRole('treeitem', { name: /^OrderPlaced/ })
  await placed.click()
  await idle(page)
  await placed.click()
  await idle(page)
  const type = page.getByRole('region', { name: 'Type', exact: true })
  await expect(type.getByRole('tree', { name: 'Fields' }).first()).toContainText('orderId')
  const fields = type.getByRole('region', { name: 'Fields over time' })
  const address = fields.getByRole('listitem').filter({ hasText: 'data.address' })
  await expect(address).toContainText('missing at')
  expect(await seriousFindings(page)).toEqual([])
  await picture(page, 'type-catalogue')
  await address.getByRole('button').last().click()
  await idle(page)
  const selected = page.getByRole('grid', { name: 'Events' }).locator('[role=row][aria-selected=true]')
  await expect(selected).toContainText('OrderPlaced')
  await expect(selected).toContainText(
    (await address.getByRole('button').last().textContent())?.replace(',', '') ?? '?',
  )
})
