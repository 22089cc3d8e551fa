import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { seriousFindings } from './axe-findings.ts'
import { expect, idle, open, picture, playhead, test } from './journey.ts'

const EVENTS = 3000

test.beforeEach(async ({ workplace, complaints, page }) => {
  expect(complaints).toEqual([])
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('demo', store, '--events', String(EVENTS), '--seed', '7')
  await open(page, await workplace.serve(store))
})

function form(page: Page) {
  return page.getByRole('form', { name: 'Append event' })
}

/** Types into the field that has the focus, in place of what is in it. */
async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

test('by keys alone: two events in one transaction, caused by the selected one, from a form of the type’s fields', async ({
  page,
}) => {
  await page.getByRole('switch', { name: 'Allow appends' }).press('Space')
  await page.keyboard.press('/')
  await write(page, 'type:OrderPlaced')
  await page.keyboard.press('Enter')
  await idle(page)
  await page.getByRole('grid', { name: 'Events' }).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await idle(page)
  await page.keyboard.press('Alt+n')
  await form(page).getByRole('combobox', { name: 'Stream' }).focus()
  const stream = await form(page).getByRole('combobox', { name: 'Stream' }).inputValue()
  expect(stream).toMatch(/^order-/)
  await form(page).getByRole('combobox', { name: 'Type' }).focus()
  await write(page, 'OrderCancelled')
  await idle(page)
  await form(page).getByRole('combobox', { name: 'orderId', exact: true }).focus()
  await write(page, stream)
  await form(page).getByRole('combobox', { name: 'reason', exact: true }).focus()
  await write(page, 'it came twice')
  await form(page)
    .getByRole('switch', { name: /^Caused by OrderPlaced/ })
    .press('Space')
  await picture(page, 'compose-form')
  expect(await seriousFindings(page)).toEqual([])
  await form(page).getByRole('button', { name: 'Duplicate' }).press('Enter')
  await form(page).getByRole('combobox', { name: 'reason', exact: true }).press('Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await idle(page)
  await expect(page.getByText(/^Appended 2 events as order-/)).toBeVisible()
  expect(await playhead(page)).toBe(EVENTS + 2)
  await page.keyboard.press('c')
  await idle(page)
  const tree = page.getByRole('tree', { name: 'Events by cause' })
  await tree.focus()
  await page.keyboard.press('End')
  await expect(tree.getByRole('treeitem', { name: /^OrderCancelled/ })).toHaveCount(2)
})

test('a conflict shows what somebody else appended meanwhile, and the version that the stream has now is one step away', async ({
  page,
  workplace,
}) => {
  await page.getByRole('switch', { name: 'Allow appends' }).click()
  await page.getByRole('button', { name: 'Append event' }).first().click()
  await form(page).getByRole('combobox', { name: 'Stream' }).fill('note-1')
  await form(page).getByRole('combobox', { name: 'Type' }).fill('Noted')
  await form(page).getByRole('textbox', { name: 'Fields' }).fill('{"text":"mine"}')
  await idle(page)
  await expect(form(page).getByRole('combobox', { name: 'Expected version' })).toHaveValue('no-stream')
  const store = join(workplace.folder, 'shop.db')
  await workplace.epoch('append', store, 'note-1', 'Noted', '--data', '{"text":"theirs"}')
  await form(page).getByRole('button', { name: 'Append', exact: true }).click()
  const between = form(page).getByRole('region', { name: 'What came between' })
  await expect(between).toContainText('{"text":"theirs"}')
  await picture(page, 'compose-conflict')
  expect(await seriousFindings(page)).toEqual([])
  await between.getByRole('button', { name: 'Expect the version it has now' }).click()
  await form(page).getByRole('button', { name: 'Append', exact: true }).click()
  await expect(page.getByText(/^Appended Noted as note-1@2/)).toBeVisible()
})

test('a store that is read only says why; what is written goes into a what-if, and as code to the clipboard', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Append event' }).first().click()
  await expect(form(page).getByText(/^This store takes no events/)).toBeVisible()
  await form(page).getByRole('combobox', { name: 'Stream' }).fill('order-1')
  await form(page).getByRole('combobox', { name: 'Type' }).fill('OrderAudited')
  await form(page).getByRole('button', { name: 'JSON', exact: true }).click()
  await form(page).getByRole('textbox', { name: 'Data as JSON' }).fill('{"by": "me"')
  await expect(form(page).getByRole('textbox', { name: 'Data as JSON' })).toHaveAccessibleDescription(/^line 1, column/)
  await form(page).getByRole('textbox', { name: 'Data as JSON' }).fill('{"by": "me"}')
  await form(page).getByText('As EventBuilder code').click()
  await form(page).getByRole('button', { name: 'Copy the code' }).click()
  expect(await page.evaluate('navigator.clipboard.readText()')).toContain(`.dataText('{"by": "me"}')`)
  await form(page).getByRole('button', { name: 'Insert into a what-if' }).click()
  await idle(page)
  await expect(page.getByRole('tabpanel', { name: 'What-if' })).toContainText('OrderAudited')
  await expect(page.getByRole('slider', { name: 'Position' })).toHaveAttribute('aria-valuemax', String(EVENTS))
})
