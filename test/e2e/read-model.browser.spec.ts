import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, playhead, test, writeProjection } from './journey.ts'

const EVENTS = 5000

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', String(EVENTS), '--seed', '7')
  await open(page, await workplace.serve(store))
})

const model = (page: Page) => page.getByRole('region', { name: 'Read model' })
const show = (page: Page, form: string) => model(page).getByRole('button', { name: form, exact: true }).click()

async function numbersIn(page: Page, column: number): Promise<readonly number[]> {
  const texts = await model(page).getByRole('row').locator(`td:nth-child(${column})`).allTextContents()
  return texts.map(Number)
}

test('rows are sorted by a declared column at every moment of a drag, and narrowed by a condition', async ({
  page,
}) => {
  const head = model(page).getByRole('columnheader', { name: 'cents' })
  await head.getByRole('button').click()
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.focus()
  for (const key of ['Home', 'PageUp', 'PageUp', 'End']) {
    await page.keyboard.press(key)
    await idle(page)
    const cents = await numbersIn(page, 4)
    expect(cents).toEqual([...cents].sort((a, b) => b - a))
  }
  await model(page).getByRole('button', { name: 'Condition' }).click()
  await model(page).getByRole('combobox', { name: 'Column or path' }).fill('status')
  await model(page).getByRole('textbox', { name: 'Value' }).fill('paid')
  await page.keyboard.press('Enter')
  await idle(page)
  const statuses = await model(page).getByRole('row').locator('td:nth-child(3)').allTextContents()
  expect(new Set(statuses)).toEqual(new Set(['paid']))
  await picture(page, 'read-model-table')
})

test('a cell tells which event last set each value, and goes there', async ({ page }) => {
  await model(page).getByRole('rowheader').first().getByRole('button').click()
  const cents = model(page)
    .getByRole('tree')
    .getByRole('treeitem', { name: /^cents: \d+ #/ })
  await expect(cents).toBeVisible()
  const place = Number((await cents.getByRole('button').textContent())?.replace(/\D/g, ''))
  await cents.getByRole('button').dblclick()
  await idle(page)
  expect(await playhead(page)).toBe(place)
  await expect(page.getByRole('region', { name: 'Event', exact: true })).toContainText('OrderPlaced')
  await picture(page, 'read-model-tree')
})

test('a number is a line through the history; a click on it moves the playhead', async ({ page }) => {
  await page.getByRole('tab', { name: 'RevenuePerDay' }).click()
  await idle(page)
  await show(page, 'Chart')
  const chart = model(page).getByRole('img')
  await expect(chart).toBeVisible()
  await show(page, 'Time')
  await idle(page)
  const box = await chart.boundingBox()
  await chart.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } })
  await idle(page)
  const at = await playhead(page)
  expect(at).toBeGreaterThan(EVENTS * 0.2)
  expect(at).toBeLessThan(EVENTS * 0.8)
  await picture(page, 'read-model-chart')
})

test('two moments differ in cells that name the events which made the difference', async ({ page }) => {
  await show(page, 'Diff')
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.focus()
  await page.keyboard.press('PageDown')
  await idle(page)
  await show(page, 'Mark this moment')
  await slider.focus()
  await page.keyboard.press('End')
  await idle(page)
  await expect(model(page).getByText(/^\d+ cells? differs?\.$/)).toBeVisible()
  const first = model(page).getByRole('region', { name: 'Differences' }).locator('details').first()
  await first.locator('summary').click()
  await idle(page)
  await first.getByRole('button', { name: /^#/ }).first().click()
  await idle(page)
  await expect(page.getByRole('region', { name: 'Event', exact: true })).toContainText('order-')
  await picture(page, 'read-model-diff')
})

test('an edited projection is compared with what it was, from the first event at which they part', async ({ page }) => {
  const source = (cents: string): string => `import { projection } from 'epoch/projection'
export default projection<{ cents: number }>({
  name: 'Cents',
  init: () => ({ cents: 0 }),
  on: { OrderPlaced: (order, e) => { order.cents = ${cents} } },
})
`
  await writeProjection(page, source('e.data.cents'))
  await expect(page.getByRole('tab', { name: 'Cents' })).toBeVisible()
  await idle(page)
  await writeProjection(page, source('e.position > 2500 ? e.data.cents + 1 : e.data.cents'))
  await idle(page)
  await show(page, 'Diff')
  await show(page, 'Projections')
  await show(page, 'Compare')
  await idle(page)
  const parted = model(page).getByText(/They part at/)
  await expect(parted).toBeVisible()
  await parted.getByRole('button').click()
  await idle(page)
  const event = page.getByRole('region', { name: 'Event', exact: true })
  await expect(event).toContainText('OrderPlaced')
  await picture(page, 'read-model-compare')
})

test('a projection that keeps count outside its state is told to', async ({ page }) => {
  await writeProjection(
    page,
    `import { projection } from 'epoch/projection'
let seen = 0
export default projection<{ seen: number }>({
  name: 'Counting',
  on: { OrderPlaced: (order) => { order.seen = ++seen } },
})
`,
  )
  await expect(page.getByRole('tab', { name: 'Counting' })).toBeVisible()
  await idle(page)
  await show(page, 'Failures')
  await show(page, 'Check determinism')
  await expect(model(page).getByText('Folded twice, it came to two states.')).toBeVisible()
})

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing in any form of the read model, ${theme}, in little room`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await model(page).getByRole('rowheader').first().getByRole('button').click()
    await idle(page)
    for (const form of ['Tree', 'Chart', 'Diff', 'Failures', 'Table']) {
      await show(page, form)
      await idle(page)
      expect(await seriousFindings(page)).toEqual([])
      await picture(page, `read-model-${form.toLowerCase()}-${theme}`)
    }
  })
