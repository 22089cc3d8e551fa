import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, test } from './journey.ts'

const EVENTS = 5000

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', String(EVENTS), '--seed', '7')
  await open(page, await workplace.serve(store))
})

function field(page: Page) {
  return page.getByRole('combobox', { name: 'Filter', exact: true })
}

function grid(page: Page) {
  return page.getByRole('grid', { name: 'Events' })
}

/** How many rows the log has, once that is known. */
async function rows(page: Page): Promise<number> {
  await expect(grid(page)).not.toHaveAttribute('aria-rowcount', '-1')
  await idle(page)
  return Number(await grid(page).getAttribute('aria-rowcount'))
}

for (const scheme of ['light', 'dark'] as const)
  test(`a filter is written by keys alone, with what is offered, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await grid(page).focus()
    await page.keyboard.press('/')
    await expect(field(page)).toBeFocused()
    await page.keyboard.type('ty')
    const offered = page.getByRole('listbox', { name: 'What may stand here' })
    await expect(offered.getByRole('option', { name: /^type:/ })).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.type('OrderPl')
    await expect(offered.getByRole('option', { name: /^OrderPlaced/ })).toBeVisible()
    await picture(page, `filter-offered-${scheme}`)
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Tab')
    await expect(field(page)).toHaveValue('type:OrderPlaced')
    const placed = await rows(page)
    expect(placed).toBeGreaterThan(0)
    expect(placed).toBeLessThan(EVENTS)
    await page.keyboard.type(' data.lines[0].quantity')
    await expect(offered.getByRole('option', { name: /^data.lines\[0\].quantity> / })).toBeVisible()
    await page.keyboard.type('>1 tpye:x')
    await expect(page.getByText(/did you mean type/)).toBeVisible()
    await picture(page, `filter-wrong-${scheme}`)
    expect(await seriousFindings(page)).toEqual([])
    for (let typed = 0; typed < ' tpye:x'.length; typed++) await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    const some = await rows(page)
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(placed)
    await page.keyboard.press('Escape')
    await expect(grid(page)).toBeFocused()
    await expect(page.getByRole('button', { name: 'Edit type:OrderPlaced' })).toBeVisible()
    await picture(page, `filter-terms-${scheme}`)
    expect(await seriousFindings(page)).toEqual([])
  })

test('terms are edited by mouse, and a filter saved by a name is there at the next visit', async ({ page }) => {
  await field(page).fill('type:OrderPlaced')
  await field(page).press('Enter')
  const placed = await rows(page)
  await grid(page).focus()
  await page.getByRole('button', { name: 'Edit type:OrderPlaced' }).click()
  const form = page.getByRole('dialog', { name: 'Edit type:OrderPlaced' })
  await expect(form.getByRole('checkbox', { name: /^OrderPlaced/ })).toBeChecked()
  await form.getByRole('switch', { name: /^Not/ }).click()
  await picture(page, 'filter-term')
  expect(await seriousFindings(page)).toEqual([])
  await form.getByRole('button', { name: 'Apply' }).click()
  expect(await rows(page)).toBe(EVENTS - placed)
  await page.getByRole('button', { name: 'Add a term' }).click()
  const added = page.getByRole('dialog', { name: 'Add a term' })
  await added.getByRole('combobox', { name: 'Only events with this' }).selectOption('Position')
  await added.getByLabel('up to, included').fill('1000')
  await added.getByLabel('up to, included').press('Enter')
  expect(await rows(page)).toBeLessThanOrEqual(1000)
  await page.getByRole('button', { name: 'Filters before this' }).click()
  await page.getByRole('menuitem', { name: 'Save this filter…' }).click()
  await page.keyboard.type('early, without orders')
  await page.keyboard.press('Enter')
  const saved = page.getByRole('region', { name: 'Saved filters' })
  await expect(saved.getByRole('button', { name: /^early, without orders/ })).toBeVisible()
  await picture(page, 'filter-saved')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('search').getByRole('button', { name: 'Clear the filter' }).click()
  expect(await rows(page)).toBe(EVENTS)
  await page.reload()
  await expect(grid(page)).toBeVisible()
  await idle(page)
  await page.getByRole('tab', { name: 'Saved' }).click()
  await saved.getByRole('button', { name: /^early, without orders/ }).click()
  expect(await rows(page)).toBeLessThanOrEqual(1000)
  await expect(page.getByRole('button', { name: 'Edit not type:OrderPlaced' })).toBeVisible()
})

test('a store that takes events can have an index of a path, which its filter then uses', async ({ page }) => {
  await page.getByRole('switch', { name: 'Allow appends' }).click()
  await page.keyboard.press('Control+i')
  const about = page.getByRole('dialog', { name: 'About this store' })
  await about.getByLabel('What to index').fill('data.email')
  await about.getByRole('button', { name: 'Add index' }).click()
  await expect(about.getByText('data.email', { exact: true })).toBeVisible()
  await picture(page, 'search-indexes')
  expect(await seriousFindings(page)).toEqual([])
  await about.getByRole('button', { name: 'Remove the index of data.email' }).click()
  await expect(about.getByText('data.email', { exact: true })).toHaveCount(0)
})
