import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { expect, idle, open, picture, playhead, test, writeProjection } from './journey.ts'

const EVENTS = 5000
const outside = fileURLToPath(new URL('./append-from-outside.ts', import.meta.url))

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', String(EVENTS), '--seed', '7')
  await open(page, await workplace.serve(store))
})

test('the demo opens at its head with streams, log, timeline and a read model', async ({ page }) => {
  await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuemax', String(EVENTS))
  expect(await playhead(page)).toBe(EVENTS)
  await expect(page.getByRole('grid', { name: 'Events' })).toHaveAttribute('aria-rowcount', String(EVENTS))
  await expect(page.getByRole('tree', { name: 'Streams' }).getByRole('treeitem', { name: /^order\b/ })).toBeVisible()
  const readModel = page.getByRole('region', { name: 'Read model' })
  await expect(readModel.getByRole('row', { name: /order-/ }).first()).toBeVisible()
  await picture(page, 'demo-opened')
})

test('browsing: a stream narrows the log, the filter finds it, the inspector walks along it', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Find streams' }).fill('order-')
  await idle(page)
  const stream = page.getByRole('listbox', { name: 'Streams found' }).getByRole('option').first()
  await stream.click()
  await idle(page)
  const grid = page.getByRole('grid', { name: 'Events' })
  const rows = Number(await grid.getAttribute('aria-rowcount'))
  expect(rows).toBeGreaterThan(0)
  expect(rows).toBeLessThan(100)
  await grid.getByRole('row').filter({ hasText: 'order-' }).first().click()
  await idle(page)
  const inspector = page.getByRole('region', { name: 'Event', exact: true })
  await expect(inspector).toContainText('order-')
  const before = await inspector.textContent()
  await inspector.getByRole('button', { name: /next in stream/i }).click()
  await idle(page)
  expect(await inspector.textContent()).not.toBe(before)
  await picture(page, 'demo-stream')
})

test('scrubbing moves the read model, by keys and by dragging', async ({ page }) => {
  const slider = page.getByRole('slider', { name: 'Position' })
  const readModel = page.getByRole('region', { name: 'Read model' })
  await slider.focus()
  await page.keyboard.press('Home')
  await idle(page)
  expect(await playhead(page)).toBe(0)
  await expect(readModel.getByRole('row', { name: /order-/ })).toHaveCount(0)
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageUp')
  await idle(page)
  expect(await playhead(page)).toBe(300)
  await page.keyboard.press('ArrowRight')
  await idle(page)
  expect(await playhead(page)).toBe(301)
  await page.keyboard.press('ArrowLeft')
  await idle(page)
  expect(await playhead(page)).toBe(300)
  await expect(slider).toHaveAttribute('aria-valuetext', /\d{4}-\d{2}-\d{2}.*300/)
  await expect(readModel.getByRole('row', { name: /order-/ }).first()).toBeVisible()
  const box = await slider.boundingBox()
  if (box === null) throw new Error('the slider has no place on screen')
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 20 })
  await page.mouse.up()
  await idle(page)
  const dragged = await playhead(page)
  expect(dragged).toBeGreaterThan(300)
  expect(dragged).toBeLessThan(EVENTS)
  await picture(page, 'demo-scrubbed')
  await page.getByRole('button', { name: 'Back to live' }).click()
  await idle(page)
  expect(await playhead(page)).toBe(EVENTS)
})

test('each row of the read model leads to the event that last changed it', async ({ page }) => {
  const row = page
    .getByRole('region', { name: 'Read model' })
    .getByRole('row', { name: /order-/ })
    .first()
  const key = (await row.getByRole('rowheader').textContent()) ?? ''
  expect(key).toMatch(/^order-/)
  await row.getByRole('button').last().click()
  await idle(page)
  await expect(page.getByRole('region', { name: 'Event', exact: true })).toContainText(key)
})

test('an edited projection runs at the same playhead; a wrong one says why and keeps the last good state', async ({
  page,
}) => {
  await writeProjection(
    page,
    `import { projection } from 'epoch/projection'
export default projection<{ events: number }>({
  name: 'EventsPerType',
  key: (e) => e.type,
  init: () => ({ events: 0 }),
  apply: (state) => ({ events: state.events + 1 }),
  columns: { events: (state) => state.events },
})
`,
  )
  const panel = page.getByRole('region', { name: 'Projection', exact: true })
  const readModel = page.getByRole('region', { name: 'Read model' })
  await expect(readModel.getByRole('row', { name: /OrderPlaced/ })).toBeVisible()
  await writeProjection(page, 'export default 7')
  await expect(panel.getByRole('alert')).toContainText('projection-invalid')
  await expect(readModel.getByRole('row', { name: /OrderPlaced/ })).toBeVisible()
  await picture(page, 'demo-projection-wrong')
  await writeProjection(
    page,
    `import { projection } from 'epoch/projection'
export default projection({ name: 'Endless', key: () => 'all', init: () => ({}), apply: () => { for (;;) {} } })
`,
  )
  await expect(panel.getByRole('alert')).toContainText('projection-timeout', { timeout: 15_000 })
  await page.getByRole('slider', { name: 'Position' }).focus()
  await page.keyboard.press('Home')
  await idle(page)
  expect(await playhead(page)).toBe(0)
})

test('a throwing handler is shown with the event that caused it', async ({ page }) => {
  await writeProjection(
    page,
    `import { projection } from 'epoch/projection'
export default projection({
  name: 'Throws',
  init: () => ({ n: 0 }),
  on: { OrderPlaced: (state, e) => { if (e.streamVersion === 1) throw new Error('no such luck'); state.n++ } },
})
`,
  )
  const readModel = page.getByRole('region', { name: 'Read model' })
  await readModel.getByRole('button', { name: /^Failures \d/ }).click()
  const failure = readModel.getByRole('listitem').filter({ hasText: 'no such luck' }).first()
  await failure.getByRole('button', { name: /^#/ }).click()
  await idle(page)
  await expect(page.getByRole('region', { name: 'Event', exact: true })).toContainText('OrderPlaced')
  await failure.getByRole('button', { name: 'line 5' }).click()
  await expect(page.getByRole('textbox', { name: 'Projection source' })).toBeFocused()
})

test('an appended event is seen live, once, and does not move a scrubbed playhead', async ({ page }) => {
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.focus()
  await page.keyboard.press('ArrowLeft')
  await idle(page)
  await allowAppends(page)
  await append(page, 'order-by-hand', 'OrderPlaced', '{"customer":"by hand","cents":123}')
  await expect(slider).toHaveAttribute('aria-valuemax', String(EVENTS + 1))
  expect(await playhead(page)).toBe(EVENTS - 1)
  await expect(page.getByRole('grid', { name: 'Events' })).toHaveAttribute('aria-rowcount', String(EVENTS + 1))
  await page.getByRole('button', { name: 'Back to live' }).click()
  await idle(page)
  await expect(page.getByRole('grid', { name: 'Events' }).getByRole('row', { name: /order-by-hand/ })).toHaveCount(1)
})

test('a version conflict is said in the form, with what came between', async ({ page, workplace }) => {
  await allowAppends(page)
  await page.getByRole('button', { name: 'Append event' }).first().click()
  const form = page.getByRole('form', { name: 'Append event' })
  await form.getByRole('combobox', { name: 'Stream' }).fill('order-contested')
  await form.getByRole('combobox', { name: 'Type' }).fill('OrderPlaced')
  await writeData(form, '{}')
  await idle(page)
  await promisify(execFile)(process.execPath, [
    outside,
    join(workplace.folder, 'shop.db'),
    'order-contested',
    'OrderTaken',
    '1',
  ])
  await form.getByRole('button', { name: /^append/i }).click()
  await expect(form).toContainText('order-contested is at version 1')
  await expect(form).toContainText('OrderTaken')
  await picture(page, 'demo-conflict')
})

test('what another process appends appears within a second, in order', async ({ page, workplace }) => {
  await promisify(execFile)(process.execPath, [
    outside,
    join(workplace.folder, 'shop.db'),
    'order-outside',
    'OrderPlaced',
    '20',
  ])
  await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuemax', String(EVENTS + 20), {
    timeout: 1000,
  })
  await idle(page)
  expect(await playhead(page)).toBe(EVENTS + 20)
  await expect(
    page
      .getByRole('grid', { name: 'Events' })
      .getByRole('row', { name: /order-outside/ })
      .last(),
  ).toBeVisible()
})

test('go to finds a position, a stream at a version, an id and a time, and says when there is nothing', async ({
  page,
}) => {
  await goTo(page, '1234')
  expect(await playhead(page)).toBe(1234)
  await page.getByRole('grid', { name: 'Events' }).getByRole('row', { selected: true }).click()
  await page.keyboard.press('ControlOrMeta+g')
  const dialog = page.getByRole('dialog', { name: /go to/i })
  await dialog.getByRole('textbox').fill('order-nowhere@7')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText(/has no version 7/)
  await picture(page, 'demo-goto')
})

test('playhead, projections and view survive a reload', async ({ page }) => {
  await goTo(page, '2500')
  await page.reload()
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible()
  await idle(page)
  expect(await playhead(page)).toBe(2500)
})

test('a store that was opened takes no events until one allows it, and says so', async ({ page }) => {
  await page.getByRole('button', { name: 'Append event' }).first().click()
  const dialog = page.getByRole('dialog', { name: /append event/i })
  await expect(dialog).toContainText(/allow appends/i)
  await picture(page, 'demo-read-only')
})

test('play moves the playhead on, and pause holds it', async ({ page }) => {
  await goTo(page, '100')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => playhead(page)).toBeGreaterThan(105)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await idle(page)
  const held = await playhead(page)
  await page.mouse.move(10, 10)
  expect(await playhead(page)).toBe(held)
})

async function allowAppends(page: Page): Promise<void> {
  await page.getByRole('switch', { name: 'Allow appends' }).click()
  await idle(page)
}

async function append(page: Page, stream: string, type: string, data: string): Promise<void> {
  await page.getByRole('button', { name: 'Append event' }).first().click()
  const form = page.getByRole('form', { name: 'Append event' })
  await form.getByRole('combobox', { name: 'Stream' }).fill(stream)
  await form.getByRole('combobox', { name: 'Type' }).fill(type)
  await writeData(form, data)
  await picture(page, 'demo-append')
  await form.getByRole('button', { name: /^append/i }).click()
  await expect(form).toBeHidden()
}

async function writeData(form: Locator, data: string): Promise<void> {
  await form.getByRole('button', { name: 'JSON', exact: true }).click()
  await form.getByRole('textbox', { name: 'Data as JSON' }).fill(data)
}

async function goTo(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+g')
  await page.getByRole('dialog', { name: /go to/i }).getByRole('textbox').fill(text)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /go to/i })).toBeHidden()
  await idle(page)
}
