import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, idle, open, picture, playhead, test, writeProjection } from './journey.ts'

const EVENTS = 5000

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', String(EVENTS), '--seed', '7')
  await open(page, await workplace.serve(store))
})

test('a search finds where a state begins to hold, n and p walk along it, and the command line finds the same', async ({
  page,
  workplace,
}) => {
  await side(page, 'History')
  const form = page.getByRole('form', { name: 'Find a state' })
  await form.getByRole('textbox', { name: 'Find where' }).fill("state.status === 'cancelled'")
  await form.getByRole('button', { name: 'First', exact: true }).click()
  await idle(page)
  const first = await playhead(page)
  expect(first).toBeGreaterThan(0)
  await form.getByRole('button', { name: 'All', exact: true }).click()
  await idle(page)
  const found = page.getByRole('region', { name: 'Found' })
  await expect(found.getByRole('listbox', { name: 'Crossings' }).getByRole('option').first()).toContainText(
    first.toLocaleString('en-US'),
  )
  await page.getByRole('slider', { name: 'Position' }).focus()
  await page.keyboard.press('n')
  await idle(page)
  const second = await playhead(page)
  expect(second).toBeGreaterThan(first)
  await page.keyboard.press('p')
  await idle(page)
  expect(await playhead(page)).toBe(first)
  await picture(page, 'time-travel-found')
  const { stdout } = await workplace.epoch(
    ...['find', join(workplace.folder, 'shop.db'), projectionFile(workplace.folder, 'current-order-status')],
    ...["state.status === 'cancelled'", '--first', '--json'],
  )
  expect(stdout).toContain(`"position":${first}`)
})

test('a tree says which event set each value, and goes there; a watched value has ticks', async ({ page }) => {
  const readModel = await selectFirstOrder(page)
  await show(readModel, 'Tree')
  await idle(page)
  const leaf = readModel.getByRole('treeitem', { name: /^cents/ })
  const blamed = leaf.getByRole('button', { name: /^#/ })
  const position = (await blamed.textContent())?.replace(/\D/g, '') ?? ''
  await blamed.click()
  await idle(page)
  await expect(page.getByRole('region', { name: 'Event', exact: true })).toContainText('OrderPlaced')
  await expect(page.getByRole('region', { name: 'Event', exact: true })).toContainText(
    Number(position).toLocaleString('en-US'),
  )
  await picture(page, 'time-travel-blame')
})

test('what if an event had not happened: so many read models differ, and the store stays as it was', async ({
  page,
  workplace,
}) => {
  const store = join(workplace.folder, 'shop.db')
  const before = digest(store)
  await page
    .getByRole('grid', { name: 'Events' })
    .getByRole('row', { name: /OrderPlaced|PaymentTaken/ })
    .last()
    .click()
  await idle(page)
  await page.getByRole('button', { name: 'It had not happened' }).click()
  await idle(page)
  const readModel = page.getByRole('region', { name: 'Read model' })
  await expect(page.getByText(/1 order differs/).first()).toBeVisible()
  await readModel
    .getByRole('button', { name: 'Difference' })
    .or(page.getByRole('button', { name: 'Difference' }))
    .first()
    .click()
  await idle(page)
  await picture(page, 'time-travel-what-if')
  expect(digest(store)).toBe(before)
})

test('a projection of KurrentDB runs as it is: its states, and what it would emit', async ({ page }) => {
  await writeProjection(
    page,
    `fromCategory('order').foreachStream().when({
  $init() { return { n: 0 } },
  OrderPlaced(state, event) {
    state.n = event.sequenceNumber
    emit('mail', 'MailWanted', { order: event.streamId })
    return state
  },
  OrderCancelled(state) { state.gone = true; return state },
})
`,
  )
  const readModel = page.getByRole('region', { name: 'Read model' })
  await expect(readModel.getByRole('row', { name: /order-\d+/ }).first()).toBeVisible()
  await idle(page)
  await expect(page.getByRole('region', { name: 'Projection', exact: true })).toContainText(/KurrentDB/)
  await show(readModel, 'Failures')
  await idle(page)
  await expect(readModel).toContainText('MailWanted')
  await picture(page, 'time-travel-kurrentdb')
})

test('a handler that throws is listed with its event, key and line, and the fold goes on or stops as one says', async ({
  page,
}) => {
  await writeProjection(
    page,
    `import { projection } from 'epoch/projection'

export default projection<{ n: number }>({
  name: 'Refuses',
  from: { category: 'order' },
  init: () => ({ n: 0 }),
  on: {
    OrderPlaced: (state) => { state.n++ },
    OrderCancelled: () => {
      throw new Error('no refunds')
    },
  },
})
`,
  )
  const readModel = page.getByRole('region', { name: 'Read model' })
  await expect(page.getByRole('region', { name: 'Projection', exact: true })).toContainText('no refunds')
  await show(readModel, 'Failures')
  await idle(page)
  await expect(readModel).toContainText('no refunds')
  await expect(readModel).toContainText(/line 10/)
  await readModel.getByRole('button', { name: 'Stop', exact: true }).click()
  await idle(page)
  await expect(page.getByRole('region', { name: 'Projection', exact: true })).toContainText(/Stopped at/)
  await picture(page, 'time-travel-failures')
})

test("a projection is a file: what one's own editor saves runs in the window", async ({ page, workplace }) => {
  await idle(page)
  const file = projectionFile(workplace.folder, 'current-order-status')
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, source.replace("status: 'placed', cents: 0", "status: 'placed', cents: 77"))
  await expect(page.getByRole('textbox', { name: 'Projection source' })).toContainText('cents: 77')
})

test('two moments differ in rows that say by which events', async ({ page }) => {
  const readModel = page.getByRole('region', { name: 'Read model' })
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.focus()
  await page.keyboard.press('PageDown')
  await idle(page)
  await show(readModel, 'Diff')
  await readModel.getByRole('button', { name: 'Mark this moment' }).click()
  await slider.focus()
  await page.keyboard.press('End')
  await idle(page)
  await expect(readModel).toContainText(/order-\d+/)
  await picture(page, 'time-travel-diff')
})

async function side(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click()
  await idle(page)
}

async function show(readModel: Locator, form: string): Promise<void> {
  await readModel.getByRole('button', { name: form, exact: true }).click()
}

async function selectFirstOrder(page: Page): Promise<Locator> {
  const readModel = page.getByRole('region', { name: 'Read model' })
  await readModel
    .getByRole('row', { name: /order-\d+/ })
    .first()
    .click()
  await idle(page)
  return readModel
}

/** Where the window keeps a projection of this name, in the one folder that it has made. */
function projectionFile(workplace: string, name: string): string {
  const all = join(workplace, 'home', 'projections')
  const [folder = ''] = readdirSync(all)
  const file = readdirSync(join(all, folder)).find((one) => one.startsWith(name))
  if (file === undefined) throw new Error(`there is no file of ${name} in ${folder}`)
  return join(all, folder, file)
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
