import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, test, writeProjection } from './journey.ts'

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', '2000', '--seed', '7')
  await open(page, await workplace.serve(store))
  await expect(page.getByRole('status').getByText('No problems')).toBeVisible({ timeout: 60_000 })
})

/** The folder of the one store's projections. */
function folderIn(home: string): string {
  const projections = join(home, 'home', 'projections')
  return join(projections, readdirSync(projections)[0] ?? '')
}

test('a wrong field is marked under the page policy, and the projection runs all the same', async ({ page }) => {
  await writeProjection(
    page,
    `import { projection } from 'epoch/projection'
export default projection<{ cents: number }>({
  name: 'Wrong',
  on: { OrderPlaced: (s, e) => ({ cents: e.data.cent }) },
})
`,
  )
  await expect(page.getByRole('status').getByText(/1 problem · line 4: Property 'cent' does not exist/)).toBeVisible()
  await idle(page)
  const readModel = page.getByRole('region', { name: 'Read model' })
  await expect(readModel.getByRole('row', { name: /order-/ }).first()).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByText('e.data.cent ').first().click()
  await page.keyboard.press('Control+Space')
  await expect(page.getByRole('listbox', { name: 'Completions' })).toBeVisible()
  await picture(page, 'editor-completion')
})

test('a projection is made of a type by one click', async ({ page }) => {
  await page.getByRole('button', { name: 'New projection', exact: true }).click()
  await page.getByLabel('Type of event').selectOption('PaymentCaptured')
  const dialog = page.getByRole('dialog', { name: 'New projection' })
  await picture(page, 'new-projection')
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: /^Sum of .* per day/ }).click()
  await idle(page)
  await expect(
    page
      .getByRole('region', { name: 'Read model' })
      .getByRole('row', { name: /^20\d\d-/ })
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('status').getByText('No problems')).toBeVisible()
})

test("one's own editor works on the same files, imports among them", async ({ page, workplace }) => {
  const folder = folderIn(workplace.folder)
  const model = page.getByRole('region', { name: 'Read model' })
  writeFileSync(join(folder, 'money.ts'), 'export const factor = 1\n')
  writeFileSync(
    join(folder, 'current-order-status.ts'),
    `import { projection } from 'epoch/projection'
import { factor } from './money.ts'
export default projection<{ factor: number }>({
  name: 'FromOutside',
  on: { OrderPlaced: () => ({ factor }) },
  columns: { factor: (s) => s.factor },
})
`,
  )
  await expect(page.getByRole('tab', { name: 'FromOutside' })).toBeVisible()
  await expect(model.getByRole('row', { name: /^order-\S+ #\S+ 1$/ }).first()).toBeVisible()
  writeFileSync(join(folder, 'money.ts'), 'export const factor = 77\n')
  await expect(model.getByRole('row', { name: /^order-\S+ #\S+ 77$/ }).first()).toBeVisible()
  rmSync(join(folder, 'current-order-status.ts'))
  await expect(page.getByRole('alert').getByText('current-order-status.ts was deleted in its folder.')).toBeVisible()
})

test("KurrentDB's JavaScript runs as it is", async ({ page }) => {
  await writeProjection(
    page,
    `fromCategory('order').foreachStream().when({
  $init: function () { return { cents: 0 } },
  OrderPlaced: function (s, e) { s.cents += e.data.cents }
}).outputState()
`,
  )
  await expect(page.getByLabel('Engine of KurrentDB')).toBeVisible()
  await expect(page.getByRole('status').getByText('No problems')).toBeVisible()
  await idle(page)
  await expect(
    page
      .getByRole('region', { name: 'Read model' })
      .getByRole('row', { name: /order-/ })
      .first(),
  ).toBeVisible()
  await picture(page, 'editor-kurrentdb')
})
