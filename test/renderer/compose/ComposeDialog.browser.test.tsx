import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { StoreId } from '../../../src/contract/host-contract.ts'
import type { Position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { ComposeDialog } from '../../../src/renderer/compose/ComposeDialog.tsx'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'

const orderWithItems = new EventBuilder()
  .stream('order-1')
  .type('ItemsPacked')
  .data({ to: { city: 'Oslo' }, items: ['tea'], gift: true })
  .build()

async function composing(from: { readonly stream?: string; readonly template?: Position }) {
  const opened = await openedExplorer([...shop(3), orderWithItems])
  opened.explorer.getState().openCompose(from)
  await render(<ComposeDialog explorer={opened.explorer} />)
  const form = page.getByRole('form', { name: 'Append event' })
  return { ...opened, form }
}

test('an event is appended by a form of its type’s fields, at the version that the stream has', async () => {
  const { explorer, host, form } = await composing({})
  await form.getByRole('combobox', { name: 'Stream' }).fill('order-2')
  await expect.element(form.getByRole('combobox', { name: 'Expected version' })).toHaveValue('2')
  await form.getByRole('combobox', { name: 'Type' }).fill('PaymentTaken')
  await form.getByRole('combobox', { name: 'cents' }).fill('12345678901234567890')
  await form.getByRole('button', { name: 'Append' }).click()
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  await expect.poll(() => explorer.getState().head).toBe(8)
  const { event } = await host.request('event.get', { store: 'store-1' as StoreId, position: 8 as Position })
  expect(event).toMatchObject({ type: 'PaymentTaken', data: '{"cents":12345678901234567890}' })
})

test('a template fills fields of every kind, and lists grow and shrink', async () => {
  const { form } = await composing({ template: 7 as Position })
  await expect.element(form.getByRole('combobox', { name: 'city' })).toHaveValue('Oslo')
  await expect.element(form.getByRole('button', { name: 'true', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await form.getByRole('button', { name: 'Add to items' }).click()
  await form.getByRole('combobox', { name: 'items 2' }).fill('milk')
  await form.getByRole('button', { name: 'Remove items 1' }).click()
  await form.getByRole('button', { name: 'JSON', exact: true }).click()
  await expect
    .element(form.getByRole('textbox', { name: 'Data as JSON' }))
    .toHaveValue('{\n  "to": {\n    "city": "Oslo"\n  },\n  "items": [\n    "milk"\n  ],\n  "gift": true\n}')
})

test('a field that no number is written in says so, and takes the focus', async () => {
  const { form } = await composing({ stream: 'order-2' })
  await form.getByRole('combobox', { name: 'Type' }).fill('PaymentTaken')
  await form.getByRole('combobox', { name: 'cents' }).fill('twelve')
  await form.getByRole('combobox', { name: 'Type' }).click()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  const cents = form.getByRole('combobox', { name: 'cents' })
  await expect.element(cents).toHaveAccessibleDescription('a number belongs here')
  await expect.element(cents).toHaveFocus()
})

test('what is no JSON is said with its place, and a click goes there', async () => {
  const { form } = await composing({ stream: 'order-2' })
  await form.getByRole('button', { name: 'JSON', exact: true }).click()
  const data = form.getByRole('textbox', { name: 'Data as JSON' })
  await data.fill('{\n  "carrier": oops\n}')
  await expect.element(data).toHaveAccessibleDescription(/^line 2, column 14/)
  await form.getByRole('button', { name: 'line 2, column 14' }).click()
  await expect.element(data).toHaveFocus()
  expect((data.element() as HTMLTextAreaElement).selectionStart).toBe(15)
})

test('several events are one transaction: the list says so, and the code too', async () => {
  const { explorer, form } = await composing({ stream: 'order-2' })
  await form.getByRole('combobox', { name: 'Type' }).fill('ItemPicked')
  await form.getByRole('button', { name: 'Add another event' }).click()
  await form.getByRole('combobox', { name: 'Type' }).fill('ItemShipped')
  await expect.element(form.getByText('2 events, appended in one transaction: all or none')).toBeVisible()
  await form.getByText('As EventBuilder code').click()
  const code = form.getByRole('textbox', { name: 'EventBuilder code' })
  await expect.element(code).toBeVisible()
  expect((code.element() as HTMLTextAreaElement).value).toMatch(/^await store.storeEvents\(\s+streamName\('order-2'\),/)
  await form.getByRole('button', { name: 'Append 2 events' }).click()
  await expect.poll(() => explorer.getState().head).toBe(9)
})

test('a conflict shows what came between and offers the version the stream has now', async () => {
  const { host, form } = await composing({ stream: 'order-2' })
  await expect.element(form.getByRole('combobox', { name: 'Expected version' })).toHaveValue('2')
  await host.append(new EventBuilder().stream('order-2').type('OrderCancelled').data({ why: 'late' }).build())
  await form.getByRole('combobox', { name: 'Type' }).fill('ItemShipped')
  await form.getByRole('button', { name: 'Append' }).click()
  await expect
    .element(form.getByRole('region', { name: 'What came between' }).getByText('OrderCancelled'))
    .toBeVisible()
  await form.getByRole('button', { name: 'Expect the version it has now' }).click()
  await expect.element(form.getByRole('combobox', { name: 'Expected version' })).toHaveValue('3')
})

test('Escape closes the form, and it opens again as it was', async () => {
  const { explorer, form } = await composing({ stream: 'order-2' })
  await form.getByRole('combobox', { name: 'Type' }).fill('ItemShipped')
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(explorer.getState().composing).toBeUndefined()
  explorer.getState().openCompose()
  await expect.element(form.getByRole('combobox', { name: 'Type' })).toHaveValue('ItemShipped')
})

test('a store that takes no events says why, offers the switch, and takes a what-if', async () => {
  const { explorer, form } = await composing({ stream: 'order-2' })
  await explorer.getState().setAppends('refused')
  await expect.element(page.getByText(/takes no events: the switch "Allow appends" is off/)).toBeVisible()
  await form.getByRole('combobox', { name: 'Type' }).fill('ItemShipped')
  await form.getByRole('button', { name: 'Insert into a what-if' }).click()
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(explorer.getState().whatIfs[0]?.insert).toMatchObject([{ stream: 'order-2', type: 'ItemShipped' }])
})
