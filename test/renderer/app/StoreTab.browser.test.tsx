import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { EpochError } from '../../../src/core/errors.ts'
import { position } from '../../../src/core/event.ts'
import { StoreTab } from '../../../src/renderer/app/StoreTab.tsx'
import { createExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { MemoryHost } from '../memory-host.ts'
import { noProjections, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'

async function storeTab() {
  await page.viewport(1280, 800)
  const opened = await openedExplorer(shop(20))
  await render(
    <div style={{ height: 800 }}>
      <StoreTab explorer={opened.explorer} />
    </div>,
  )
  return opened
}

test('all panels are there by their names, around one main landmark', async () => {
  await storeTab()
  for (const [role, name] of [
    ['tree', 'Streams'],
    ['grid', 'Events'],
    ['slider', 'Position'],
    ['region', 'Event'],
    ['region', 'Projection'],
    ['region', 'Read model'],
    ['textbox', 'Projection source'],
    ['button', 'Play'],
    ['combobox', 'Find streams'],
  ] as const)
    await expect.element(page.getByRole(role, { name, exact: true })).toBeVisible()
  expect(page.getByRole('main').elements()).toHaveLength(1)
  expect(document.title).toBe('shop.db – Epoch')
})

test('Ctrl+G goes to an event, and says where', async () => {
  const { explorer } = await storeTab()
  await userEvent.keyboard('{Control>}g{/Control}')
  await page.getByRole('textbox', { name: 'Where to' }).fill('order-3@1')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('order-3@1: OrderPlaced, position 5')).toBeVisible()
  expect(explorer.getState()).toMatchObject({ playhead: 5, selected: 5 })
})

test('going nowhere keeps the dialog and says why; Escape closes it', async () => {
  await storeTab()
  await userEvent.keyboard('{Control>}g{/Control}')
  await page.getByRole('textbox', { name: 'Where to' }).fill('4000')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('dialog').getByText('There is no position 4000: the last is 40.')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
})

test('off the head there is a way back to it', async () => {
  const { explorer, host } = await storeTab()
  explorer.getState().scrubTo(position(3))
  await host.append(orderEvents(21)[0])
  await page.getByRole('button', { name: 'Back to live' }).click()
  expect(explorer.getState()).toMatchObject({ playhead: 41, following: true })
  await expect.element(page.getByRole('button', { name: 'Back to live' })).not.toBeInTheDocument()
})

test('the space bar plays and pauses where nothing else takes it', async () => {
  const { explorer } = await storeTab()
  explorer.getState().setSpeed(1)
  await userEvent.keyboard(' ')
  expect(explorer.getState().playing).toBe(true)
  await userEvent.keyboard(' ')
  expect(explorer.getState().playing).toBe(false)
})

test('a read-only store says why and the way out', async () => {
  const { explorer } = await storeTab()
  await explorer.getState().setAppends('refused')
  await page.getByRole('button', { name: 'Read-only' }).click()
  await expect.element(page.getByText('the switch "Allow appends" is off')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await page.getByRole('switch', { name: 'Allow appends' }).click()
  await expect.element(page.getByRole('button', { name: 'Read-only' })).not.toBeInTheDocument()
})

test('a store that nothing makes writable says so in a banner, until it is dismissed', async () => {
  const host = new MemoryHost()
  host.whyNoAppend = 'a newer Epoch made this store; this one only reads it'
  host.canAllowAppends = false
  const { explorer } = await openedExplorer(shop(1), { host })
  await render(<StoreTab explorer={explorer} />)
  const banner = page.getByRole('region', { name: 'Read-only' })
  await expect.element(banner.getByText(/a newer Epoch made this store/)).toBeVisible()
  await expect.element(page.getByRole('switch', { name: 'Allow appends' })).not.toBeInTheDocument()
  await banner.getByRole('button', { name: 'Dismiss' }).click()
  await expect.element(banner).not.toBeInTheDocument()
})

test('the theme goes round and marks the document', async () => {
  await storeTab()
  await page.getByRole('button', { name: 'Theme: system' }).click()
  await page.getByRole('button', { name: 'Theme: light' }).click()
  await expect.element(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible()
  expect(document.documentElement.dataset['theme']).toBe('dark')
  await page.getByRole('button', { name: 'Theme: dark' }).click()
  expect(document.documentElement.dataset['theme']).toBe('contrast')
  await page.getByRole('button', { name: 'Theme: contrast' }).click()
  expect(document.documentElement.dataset['theme']).toBeUndefined()
})

test('a store that cannot be opened says why in words, with its code, and lets one choose another', async () => {
  const host = new MemoryHost()
  host.openingFailure = new EpochError('store-not-sqlite', 'notes.txt is no SQLite database; choose another file')
  const explorer = createExplorerStore({ host, startProjection: noProjections })
  await explorer.getState().start()
  await render(<StoreTab explorer={explorer} />)
  await expect
    .element(page.getByRole('alert').getByText('Notes.txt is no SQLite database; choose another file.'))
    .toBeVisible()
  await expect.element(page.getByRole('alert').getByText('store-not-sqlite')).toBeVisible()
  host.openingFailure = undefined
  await page.getByRole('button', { name: 'Open…' }).click()
  await page.getByRole('button', { name: /^orders.ndjson/ }).click()
  await expect.element(page.getByRole('heading', { name: 'shop.db' })).toBeVisible()
})

test('what an import could not read is said until it is dismissed, and its report is one step away', async () => {
  const { explorer } = await storeTab()
  explorer.setState({
    imported: {
      format: 'NDJSON of Epoch',
      added: 1200,
      known: 3,
      faultCount: 1,
      warningCount: 0,
      faults: [
        {
          code: 'import-bad-json',
          message: 'found "}" where a value belongs',
          severity: 'error',
          line: 17,
          column: 4,
          byteOffset: 2048,
        },
      ],
    },
  })
  const banner = page.getByRole('region', { name: 'Import' })
  await expect
    .element(banner.getByText('Imported 1,200 events; 3 were there already. 1 record could not be read.'))
    .toBeVisible()
  await banner.getByRole('button', { name: 'Show report' }).click()
  const report = page.getByRole('dialog', { name: 'Import into shop.db' })
  await expect.element(report.getByRole('row', { name: /^17:4 2,048 found/ })).toBeVisible()
  await report.getByRole('button', { name: 'Close' }).last().click()
  await banner.getByRole('button', { name: 'Dismiss' }).click()
  await expect.element(banner).not.toBeInTheDocument()
})

test('a host that is gone is said over everything', async () => {
  const { host } = await storeTab()
  host.close()
  await expect.element(page.getByRole('alert').getByText(/^The host has ended/)).toBeVisible()
})
