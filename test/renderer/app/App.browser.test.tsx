import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { Ticket } from '../../../src/contract/host-contract.ts'
import { EpochError } from '../../../src/core/errors.ts'
import { App } from '../../../src/renderer/app/App.tsx'
import { type OpenedWindow, openedWindow } from '../opened-window.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'

async function twoTabs(): Promise<OpenedWindow> {
  const opened = await oneTab()
  await opened.window.getState().openTab({ ticket: 'ticket-other' as Ticket })
  await opened.atRest()
  return opened
}

async function oneTab(): Promise<OpenedWindow> {
  await page.viewport(1280, 800)
  const opened = await openedWindow(shop(3))
  await render(
    <div style={{ height: 800 }}>
      <App window={opened.window} />
    </div>,
  )
  return opened
}

const row = page.getByRole('tablist', { name: 'Stores' })

test('one store by itself has no row of tabs; the second one makes it', async () => {
  const { window } = await oneTab()
  await expect.element(page.getByRole('grid', { name: 'Events' })).toBeVisible()
  await expect.element(row).not.toBeInTheDocument()
  window.getState().newTab()
  await expect.element(row.getByRole('tab', { name: 'shop.db' })).toBeVisible()
  await expect.element(row.getByRole('tab', { name: 'Welcome' })).toHaveAttribute('aria-selected', 'true')
})

test('only the shown tab is drawn', async () => {
  const { window } = await twoTabs()
  await expect.element(page.getByRole('grid', { name: 'Events' })).toBeVisible()
  expect(page.getByRole('main').elements()).toHaveLength(1)
  window.getState().newTab()
  await expect.element(page.getByRole('heading', { name: 'Epoch' })).toBeVisible()
  await expect.element(page.getByRole('grid', { name: 'Events' })).not.toBeInTheDocument()
})

test('arrows go along the row and take the focus with them; Delete closes and leaves it on the neighbour', async () => {
  const { window, shown } = await twoTabs()
  await row.getByRole('tab', { name: 'shop.db' }).last().click()
  const second = shown().id
  await userEvent.keyboard('{ArrowLeft}')
  expect(shown().id).not.toBe(second)
  await expect.element(row.getByRole('tab', { name: 'shop.db' }).first()).toHaveFocus()
  window.getState().newTab()
  await row.getByRole('tab', { name: 'Welcome' }).click()
  await userEvent.keyboard('{Delete}')
  await expect.element(row.getByRole('tab', { name: 'Welcome' })).not.toBeInTheDocument()
  expect(document.activeElement?.getAttribute('role')).toBe('tab')
})

test('Ctrl, Shift and an arrow move the tab itself', async () => {
  const { window, shown } = await twoTabs()
  const second = shown().id
  await row.getByRole('tab', { selected: true }).click()
  await userEvent.keyboard('{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}')
  expect(window.getState().tabs.map(({ id }) => id)[0]).toBe(second)
  expect(shown().id).toBe(second)
})

test('the middle button and the cross close a tab, the shown one or not', async () => {
  const { window } = await twoTabs()
  await row.getByRole('tab').first().click({ button: 'middle' })
  await expect.element(row).not.toBeInTheDocument()
  window.getState().newTab()
  await page.getByTitle('Close', { exact: true }).first().click()
  expect(window.getState().tabs).toHaveLength(1)
  await expect.element(page.getByRole('heading', { name: 'Epoch' })).toBeVisible()
})

test('Alt and a number show a tab, also from a welcome; one that is not there is said', async () => {
  const { window, shown } = await twoTabs()
  const [first] = window.getState().tabs
  window.getState().newTab()
  await expect.element(page.getByRole('heading', { name: 'Epoch' })).toBeVisible()
  await userEvent.keyboard('{Alt>}1{/Alt}')
  expect(shown().id).toBe(first?.id)
  await userEvent.keyboard('{Alt>}7{/Alt}')
  await expect.element(page.getByText('Show tab 7: there are 3 tabs')).toBeVisible()
})

test('where no store is open the palette finds what needs none, the sheet opens, and the size changes', async () => {
  const { window } = await oneTab()
  window.getState().newTab()
  await userEvent.keyboard('{Control>}k{/Control}')
  const field = page.getByRole('combobox', { name: 'Find anything' })
  await field.fill('new tab')
  await expect.element(page.getByRole('option', { name: /^New tab/ })).toBeVisible()
  await field.fill('checksums')
  await expect.element(page.getByText('Nothing has that name.')).toBeVisible()
  await userEvent.keyboard('{Escape}?')
  await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await userEvent.keyboard('{Escape}{Control>}={/Control}')
  await expect.poll(() => document.documentElement.style.zoom).toBe('110%')
  await userEvent.keyboard('{Control>}0{/Control}')
})

test('the sheet has one line for the keys of all tabs', async () => {
  const { shown } = await oneTab()
  shown().explorer.getState().openShortcuts()
  await expect.element(page.getByText('Show a tab by its place')).toBeVisible()
  await expect.element(page.getByText('Alt+9', { exact: true })).toBeVisible()
  await expect.element(page.getByText('Show tab 2')).not.toBeInTheDocument()
})

test('the welcome offers what was open lately, and opens it in its own tab', async () => {
  const { window, host } = await oneTab()
  window.getState().newTab()
  await page
    .getByRole('region', { name: 'Recent' })
    .getByRole('button', { name: /^orders\.ndjson/ })
    .click()
  await expect.element(page.getByRole('grid', { name: 'Events' })).toBeVisible()
  expect(host.opened).toEqual([undefined, 'ticket-1'])
  expect(window.getState().tabs).toHaveLength(2)
})

test('the welcome opens the demo, and says where repositories come from when there are none', async () => {
  const { window, host } = await oneTab()
  window.getState().newTab()
  await page.getByRole('button', { name: /^Your git repository/ }).click()
  await expect.element(page.getByText(/^The host offers no repositories/)).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await page.getByRole('button', { name: /^The demo shop/ }).click()
  await expect.element(page.getByRole('grid', { name: 'Events' })).toBeVisible()
  expect(host.opened).toEqual([undefined, 'ticket-demo'])
})

test('what could not be opened says so on its tab, and has a way back to the start', async () => {
  const { window, host } = await oneTab()
  host.openingFailure = new EpochError('store-not-sqlite', 'it is no store')
  await window.getState().openTab({ ticket: 'ticket-9' as Ticket })
  await expect.element(row.getByRole('tab', { name: 'Not opened' })).toBeVisible()
  await page.getByRole('button', { name: 'Back to the start' }).click()
  await expect.element(page.getByRole('heading', { name: 'Epoch' })).toBeVisible()
})
