import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { position } from '../../../src/core/event.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

async function foreign() {
  const host = new MemoryHost()
  host.recognised = {
    kind: 'Emmett (SQLite)',
    sureness: 'likely',
    reasons: ['the table app_messages has the columns of an Emmett store'],
    notes: ['commands that Emmett keeps among its messages are not shown'],
  }
  host.whyNoAppend = 'it is an Emmett store, and Epoch only reads those'
  host.canAllowAppends = false
  host.capabilities = { globalOrder: false, time: false, firstVersion: 0 }
  host.counting = true
  host.checkpoints = [
    { name: 'billing', position: position(7), lag: 3, about: 'running, partition a' },
    { name: 'mailer', about: 'token 0xff' },
  ]
  host.sideTables = [{ name: 'carts', holds: 'read model', rows: 150 }]
  host.sideRows = {
    columns: ['id', 'total'],
    rows: Array.from({ length: 150 }, (_, i) => [`cart-${i + 1}`, i === 0 ? null : `${i}`]),
  }
  const { explorer } = await openedExplorer(shop(5), { host })
  await showWindow(explorer)
  return { host, explorer, dialog: page.getByRole('dialog', { name: 'About this store' }) }
}

test('the badge tells the kind and the doubt, and leads to what the store was taken for and can do', async () => {
  const { dialog } = await foreign()
  await page.getByRole('button', { name: 'Emmett (SQLite) likely' }).click()
  for (const text of [
    /^Likely: the columns fit/,
    'the table app_messages has the columns of an Emmett store',
    'commands that Emmett keeps among its messages are not shown',
    'Read-only: it is an Emmett store, and Epoch only reads those.',
    '10 events in … streams, up to position 10.',
    /^It has no order over its streams/,
    /^It does not know when events happened/,
    "A stream's first event has version 0.",
  ])
    await expect.element(dialog.getByText(text)).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
})

test('a consumer leads to where it is, by the keyboard alone', async () => {
  const { explorer, dialog } = await foreign()
  await userEvent.keyboard('{Control>}i{/Control}')
  await expect.element(dialog.getByRole('row', { name: 'billing 7 3 running, partition a' })).toBeVisible()
  await expect.element(dialog.getByRole('row', { name: 'mailer – – token 0xff' })).toBeVisible()
  dialog.getByRole('button', { name: 'billing' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  expect(explorer.getState()).toMatchObject({ playhead: 7, following: false })
})

test('a read model shows its rows a page at a time', async () => {
  const { dialog } = await foreign()
  await userEvent.keyboard('{Control>}i{/Control}')
  await dialog.getByRole('button', { name: 'carts Read model 150 rows' }).click()
  const rows = page.getByRole('dialog', { name: 'carts' })
  await expect.element(rows.getByRole('row', { name: 'cart-1 null' })).toBeVisible()
  await rows.getByRole('button', { name: 'Next rows' }).click()
  await expect.element(rows.getByText('Rows 101 to 150 of 150')).toBeVisible()
  await expect.element(rows.getByRole('row', { name: 'cart-150 149' })).toBeInTheDocument()
  await expect.element(rows.getByRole('button', { name: 'Next rows' })).toBeDisabled()
})

test('checkpoints move as the store changes, asked at most once in a while', async () => {
  const { host, explorer } = await foreign()
  const before = host.asked.filter((name) => name === 'store.checkpoints').length
  host.checkpoints = [{ name: 'billing', position: position(10), lag: 1, about: '' }]
  await host.append(orderEvents(6)[0])
  await idle(explorer.getState().activity)
  await expect.poll(() => explorer.getState().checkpoints[0]?.position).toBe(10)
  expect(host.asked.filter((name) => name === 'store.checkpoints').length - before).toBeLessThanOrEqual(2)
})

test('what was being counted is shown as soon as it is known', async () => {
  const { host, dialog } = await foreign()
  await userEvent.keyboard('{Control>}i{/Control}')
  await expect.element(dialog.getByText('10 events in … streams, up to position 10.')).toBeVisible()
  host.counting = false
  await host.append(orderEvents(6)[0])
  await expect.element(dialog.getByText('11 events in 6 streams, up to position 11.')).toBeVisible()
  await expect.element(page.getByText('Counting streams: …')).not.toBeInTheDocument()
})

test('a store without times and order says so and shows no date, and counts versions as it does itself', async () => {
  const { explorer } = await foreign()
  await expect.element(page.getByText('No global order')).toBeVisible()
  await expect.element(page.getByText('This store knows no times: events lie in their order')).toBeVisible()
  await expect.element(page.getByText('Counting streams: …')).toBeVisible()
  explorer.getState().selectEvent(position(2))
  await expect.element(page.getByText('not known to this store')).toBeVisible()
  await expect.element(page.getByRole('region', { name: 'Event' }).getByText('order-1@1')).toBeVisible()
  await expect.element(page.getByRole('gridcell', { name: 'order-1 @0', exact: true })).toBeVisible()
  expect(document.body.textContent).not.toContain('1970')
})
