import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { ComposeDialog } from '../../../src/renderer/compose/ComposeDialog.tsx'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'

async function composing(stream: string) {
  const opened = await openedExplorer(shop(3))
  opened.explorer.getState().openCompose(stream)
  await render(<ComposeDialog explorer={opened.explorer} />)
  return { ...opened, form: page.getByRole('form', { name: 'Append event' }) }
}

test('an event is appended at the version that the stream has', async () => {
  const { explorer, form } = await composing('')
  await form.getByRole('textbox', { name: 'Stream' }).fill('order-2')
  await expect.element(form.getByRole('combobox', { name: 'Expected version' })).toHaveValue('2')
  await form.getByRole('textbox', { name: 'Type' }).fill('ItemShipped')
  await form.getByRole('textbox', { name: 'Data', exact: true }).fill('{"carrier":"DHL"}')
  await form.getByRole('button', { name: 'Append' }).click()
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  await expect.poll(() => explorer.getState().head).toBe(7)
})

test('what is wrong is said at its field', async () => {
  const { form } = await composing('order-2')
  await form.getByRole('textbox', { name: 'Type' }).fill('ItemShipped')
  await form.getByRole('textbox', { name: 'Data', exact: true }).fill('{"carrier":')
  await form.getByRole('button', { name: 'Append' }).click()
  const data = form.getByRole('textbox', { name: 'Data', exact: true })
  await expect.element(data).toHaveAttribute('aria-invalid', 'true')
  await expect.element(data).toHaveAccessibleDescription(/is not JSON: the text ends where a value belongs/)
})

test('a conflict shows what came between and offers the version the stream has now', async () => {
  const { host, form } = await composing('order-2')
  await expect.element(form.getByRole('combobox', { name: 'Expected version' })).toHaveValue('2')
  await host.append(new EventBuilder().stream('order-2').type('OrderCancelled').data({ why: 'late' }).build())
  await form.getByRole('textbox', { name: 'Type' }).fill('ItemShipped')
  await form.getByRole('button', { name: 'Append' }).click()
  await expect
    .element(form.getByRole('region', { name: 'What came between' }).getByText('OrderCancelled'))
    .toBeVisible()
  await form.getByRole('button', { name: 'Expect the version it has now' }).click()
  await expect.element(form.getByRole('combobox', { name: 'Expected version' })).toHaveValue('3')
})

test('Escape closes the form', async () => {
  const { explorer, form } = await composing('order-2')
  await form.getByRole('textbox', { name: 'Type' }).click()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  expect(explorer.getState().composing).toBeUndefined()
})

test('a store that takes no events says why and offers the switch', async () => {
  const { explorer, form } = await composing('order-2')
  await explorer.getState().setAppends('refused')
  await expect.element(page.getByText(/takes no events: the switch "Allow appends" is off/)).toBeVisible()
  await page.getByRole('switch', { name: 'Allow appends' }).click()
  await expect.element(form).toBeVisible()
})
