import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { eventType } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { TypeDetails } from '../../../src/renderer/type-catalogue/TypeDetails.tsx'
import { idle, openedExplorer } from '../opened-explorer.ts'
import '../../../src/renderer/theme.css'

/** Forty events whose data has a currency from the twenty-first on, but for the thirtieth. */
function placed(n: number) {
  const data = { cents: n, email: `p${n}@example.org`, ...(n > 20 && n !== 30 && { currency: 'EUR' }) }
  return new EventBuilder().stream(`order-${n}`).type('OrderPlaced').data(data).build()
}

async function shown() {
  const opened = await openedExplorer(Array.from({ length: 40 }, (_, at) => placed(at + 1)))
  await render(
    <div style={{ width: 300, height: 700 }}>
      <TypeDetails explorer={opened.explorer} />
    </div>,
  )
  return opened
}

async function shownType() {
  const opened = await shown()
  opened.explorer.getState().openType(eventType('OrderPlaced'))
  await idle(opened.explorer.getState().activity)
  return opened
}

test('without a type it says how one comes to be shown', async () => {
  await shown()
  await expect.element(page.getByText(/^Choose a type under Types/)).toBeVisible()
})

test('a type is told by its count, its first and last event and the fields of its data', async () => {
  await shownType()
  await expect.element(page.getByText('40 · 100 % of all')).toBeVisible()
  const fields = page.getByRole('tree', { name: 'Fields' })
  await expect.element(fields.getByRole('treeitem', { name: 'cents number' })).toBeVisible()
  await expect.element(fields.getByRole('treeitem', { name: 'currency text optional' })).toBeVisible()
})

test('drift is told at the positions where it begins, and a click goes there', async () => {
  const { explorer } = await shownType()
  const currency = page.getByRole('region', { name: 'Fields over time' }).getByRole('listitem').nth(2)
  await expect.element(currency).toHaveTextContent('data.currencytext47.5 %first at 21missing at 30')
  await currency.getByRole('button', { name: '30' }).click()
  expect(explorer.getState().selected).toBe(30)
  await currency.getByRole('button', { name: '21' }).click()
  expect(explorer.getState().selected).toBe(21)
  await expect.element(page.getByText('1 field is not in all of them.', { exact: false })).toBeVisible()
})

test('the focus stays with the fields when the button that reads them is needed no longer', async () => {
  const { explorer } = await shownType()
  explorer.getState().readFields()
  explorer.getState().stopReadingFields()
  await page.getByRole('button', { name: 'Read all 40 events' }).click()
  await expect.element(page.getByText('40 events read.', { exact: false })).toBeVisible()
  await expect.element(page.getByRole('heading', { name: 'Fields over time' })).toHaveFocus()
})

test('the first and the last event are a click away', async () => {
  const { explorer } = await shownType()
  await page.getByRole('definition').getByRole('button', { name: '40' }).click()
  expect(explorer.getState().selected).toBe(40)
})

test('samples are gone through one by one, without what is masked', async () => {
  const { explorer } = await shownType()
  const samples = page.getByRole('region', { name: 'Samples' })
  await expect.element(samples.getByText('1 of 5, position 1')).toBeVisible()
  await expect.element(samples.getByRole('treeitem', { name: /p1@example\.org/ })).toBeVisible()
  explorer.getState().maskPath('data.email')
  await expect.element(samples.getByText(/example\.org/)).not.toBeInTheDocument()
  await samples.getByRole('button', { name: 'Later sample' }).click()
  await expect.element(samples.getByText(/^2 of 5/)).toBeVisible()
  await expect.element(samples.getByText(/example\.org/)).not.toBeInTheDocument()
})

test('once there are more events, they can be read too', async () => {
  const { explorer, host } = await shownType()
  await host.append(placed(41))
  await page.getByRole('button', { name: 'Read again with 1 new event' }).click()
  await idle(explorer.getState().activity)
  await expect.element(page.getByText(/^41 events read/)).toBeVisible()
})

test('its buttons narrow the log, begin a projection and compose an event like the last', async () => {
  const { explorer } = await shownType()
  await page.getByRole('button', { name: 'Show only this type' }).click()
  expect(explorer.getState().view).toEqual({ types: ['OrderPlaced'] })
  await page.getByRole('button', { name: 'New projection from OrderPlaced' }).click()
  expect(explorer.getState()).toMatchObject({ choosingProjection: true, starterType: 'OrderPlaced' })
  await page.getByRole('button', { name: 'Compose one like the last' }).click()
  await expect.poll(() => explorer.getState().composing?.stream).toBe('order-40')
})
