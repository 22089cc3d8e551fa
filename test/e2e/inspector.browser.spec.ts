import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, test } from './journey.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const LARGE = { lines: Array.from({ length: 33_000 }, (_, at) => ({ at, sku: `sku-${at}`, note: 'x'.repeat(260) })) }

const lines = [
  ...['ada', 'grace', 'mary'].map((name) => ({
    stream: 'customer-1',
    type: 'CustomerRenamed',
    data: { name, email: `${name}@example.org`, points: 12 },
    metadata: { correlationId: 'c-1' },
  })),
  { stream: 'catalogue-1', type: 'CatalogueImported', data: LARGE, metadata: {} },
]

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const [text, store] = ['events.ndjson', 'shop.db'].map((name) => join(workplace.folder, name))
  if (text === undefined || store === undefined) throw new Error('a path has no name')
  writeFileSync(text, lines.map((line) => JSON.stringify(line)).join('\n'))
  await workplace.epoch('import', store, text)
  await open(page, await workplace.serve(store))
})

const event = (page: Page): Locator => page.getByRole('region', { name: 'Event', exact: true })
const data = (page: Page): Locator => event(page).getByRole('tree', { name: 'Data', exact: true })

async function select(page: Page, position: number): Promise<void> {
  await page.keyboard.press('Control+g')
  await page.getByRole('textbox', { name: 'Where to' }).fill(String(position))
  await page.keyboard.press('Enter')
  await idle(page)
  await page.keyboard.press('Escape')
  await expect(event(page).getByRole('button', { name: `Pin ${position} for comparison` })).toBeVisible()
}

test('an event of ten million characters is opened, searched and read as it is stored', async ({ page }) => {
  await select(page, 4)
  await expect(data(page).getByRole('treeitem', { name: 'lines: [ 33,000 items ]' })).toBeVisible()
  await data(page).focus()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('sku-32999')
  await expect(event(page).getByRole('status').getByText('1 of 1')).toBeVisible()
  await expect(data(page).getByRole('treeitem', { name: 'sku: "sku-32999"' })).toBeInViewport()
  expect(await data(page).getByRole('treeitem').count()).toBeLessThan(80)
  await event(page).getByRole('button', { name: 'Raw' }).click()
  const raw = event(page).getByRole('region', { name: 'Data as it is stored', exact: true })
  await expect(raw.getByText('sku-32999', { exact: true })).toBeInViewport()
  await picture(page, 'inspector-raw')
  expect(await seriousFindings(page)).toEqual([])
})

test('an event is told from the one before it of its type, and from one that is pinned', async ({ page }) => {
  await select(page, 1)
  await event(page).getByRole('button', { name: 'Pin 1 for comparison' }).click()
  await select(page, 3)
  await event(page).getByRole('button', { name: 'Diff' }).click()
  const differs = event(page).getByRole('tree', { name: 'What differs in the data' })
  await expect(differs.getByRole('treeitem', { name: 'name: "ada" → "mary"' })).toBeVisible()
  await event(page).getByRole('button', { name: 'Previous of its type' }).click()
  await expect(differs.getByRole('treeitem', { name: 'name: "grace" → "mary"' })).toBeVisible()
  await picture(page, 'inspector-diff')
  expect(await seriousFindings(page)).toEqual([])
})

test('by keys alone a path is masked: on screen, in copies, in files, and at the next visit', async ({ page }) => {
  await select(page, 2)
  await data(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ContextMenu')
  await expect(page.getByRole('menuitem', { name: 'Filter by this value' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Mask data.email' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(data(page).getByRole('treeitem', { name: 'email: "***" masked' })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Events' })).not.toContainText('example.org')
  await page.emulateMedia({ colorScheme: 'dark' })
  await picture(page, 'inspector-masked-dark')
  expect(await seriousFindings(page)).toEqual([])
  await event(page).getByRole('button', { name: 'Copy as…' }).press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Data as JSON', exact: true })).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const curl = String(await page.evaluate('navigator.clipboard.readText()'))
  expect(curl).toContain(`'http://localhost:2113/streams/customer-1'`)
  expect(curl).toContain('"data":{"name":"grace","email":"***","points":12}')
  await page.reload()
  await expect(data(page).getByRole('treeitem', { name: 'email: "***" masked' })).toBeVisible()
  await page.keyboard.press('Control+e')
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await expect(dialog).toContainText('Masked in the file: data.email')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ])
  const text = readFileSync(await download.path(), 'utf8')
  expect(text).toContain('"name":"grace"')
  expect(text).not.toContain('example.org')
})
