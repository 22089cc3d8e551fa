import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { streamName } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'
import { StreamsPanel } from '../../../src/renderer/streams/StreamsPanel.tsx'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

async function shown() {
  const customer = new EventBuilder().stream('customer-1').type('CustomerRegistered').build()
  const opened = await openedExplorer([...shop(300), customer])
  await render(
    <div style={{ width: 240, height: 400 }}>
      <StreamsPanel explorer={opened.explorer} />
    </div>,
  )
  return { ...opened, tree: page.getByRole('tree', { name: 'Streams' }) }
}

function field() {
  return page.getByRole('combobox', { name: 'Find streams' })
}

function activeId(): string {
  return field().element().getAttribute('aria-activedescendant') ?? ''
}

function optionNames(): readonly (string | null)[] {
  return page
    .getByRole('option')
    .elements()
    .map((option) => option.textContent)
}

test('categories are shown with their counts, closed', async () => {
  const { tree } = await shown()
  await expect.element(tree.getByRole('treeitem', { name: 'All events 601' })).toHaveAttribute('aria-selected', 'true')
  await expect.element(tree.getByRole('treeitem', { name: 'order 600' })).toHaveAttribute('aria-expanded', 'false')
})

test('a click on a category narrows the log to it, on all events widens it again', async () => {
  const { explorer, tree } = await shown()
  await tree.getByRole('treeitem', { name: 'order 600' }).click()
  expect(explorer.getState().view).toEqual({ category: 'order' })
  await tree.getByRole('treeitem', { name: /^All events/ }).click()
  expect(explorer.getState().view).toEqual(EVERYTHING)
})

test('the keyboard opens a category, goes into it and chooses a stream', async () => {
  const { explorer, tree } = await shown()
  tree.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}')
  await expect.element(tree.getByRole('treeitem', { name: 'order-1 2' })).toBeVisible()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(explorer.getState().view).toEqual({ streams: ['order-1'] })
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  await expect.element(tree.getByRole('treeitem', { name: 'order 600' })).toHaveAttribute('aria-expanded', 'false')
})

test('of hundreds of streams only those in sight are in the document, and the last can be reached', async () => {
  const { tree } = await shown()
  tree.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}{End}')
  await expect.element(tree.getByRole('treeitem', { name: 'order-99 2' })).toBeVisible()
  expect(tree.getByRole('treeitem').elements().length).toBeLessThan(50)
})

test('what is written finds streams by parts of their names, the best first', async () => {
  await shown()
  await field().fill('or29')
  await expect.element(page.getByText('21 streams found')).toBeVisible()
  const hits = page.getByRole('listbox', { name: 'Streams found' })
  await expect.element(hits.getByRole('option').first()).toHaveTextContent('order-292')
})

test('a pattern finds the streams whose whole names fit', async () => {
  await shown()
  await field().fill('order-*99')
  await expect.element(page.getByText('3 streams found')).toBeVisible()
  expect(optionNames()).toEqual(['order-992', 'order-1992', 'order-2992'])
})

test('arrows go along what is found, Enter narrows the log to it, Escape brings the tree back', async () => {
  const { explorer, tree } = await shown()
  await field().fill('order-30')
  await expect.element(page.getByRole('option', { name: 'order-300 2' })).toBeVisible()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('option', { name: 'order-300 2' })).toHaveAttribute('id', activeId())
  await userEvent.keyboard('{Enter}')
  expect(explorer.getState().view).toEqual({ streams: ['order-300'] })
  await expect.element(page.getByRole('option', { name: 'order-300 2' })).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{Escape}')
  await expect.element(tree.getByRole('treeitem', { name: 'order 600' })).toBeVisible()
  await expect.element(field()).toHaveValue('')
})

test('the keys for a menu open that of the hit that Enter would take, and the field has the focus again after it', async () => {
  const { explorer } = await shown()
  await field().fill('order-30')
  await expect.element(page.getByRole('option', { name: 'order-300 2' })).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}')
  await userEvent.keyboard('{Escape}')
  await expect.element(field()).toHaveFocus()
  await userEvent.keyboard('{Shift>}{F10}{/Shift}')
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).click()
  expect(explorer.getState().pinnedStreams).toEqual(['order-300'])
})

test('where nothing fits, that is said', async () => {
  await shown()
  await field().fill('nobody')
  await expect.element(page.getByRole('status')).toHaveTextContent('0 streams found')
})

test('the menu of a stream pins it above the categories, and takes it away again', async () => {
  const { explorer, tree } = await shown()
  explorer.getState().expandCategory('order')
  await tree.getByRole('treeitem', { name: 'order-10 2' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).click()
  await expect.element(tree.getByRole('treeitem', { name: 'Pinned 1' })).toHaveAttribute('aria-expanded', 'true')
  await tree.getByRole('treeitem', { name: 'order-10', exact: true }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Unpin' }).click()
  expect(explorer.getState().pinnedStreams).toEqual([])
  await expect.element(tree.getByRole('treeitem', { name: /^Pinned/ })).not.toBeInTheDocument()
})

test('the menu of a stream shows it alone, leaves it out, makes it a lane, a track or an event into it', async () => {
  const { explorer, tree } = await shown()
  explorer.getState().pinStream(streamName('order-7'))
  const choose = async (item: string): Promise<void> => {
    await tree.getByRole('treeitem', { name: 'order-7', exact: true }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Exclude')
  await expect.poll(() => explorer.getState().view).toEqual({ where: '-stream:order-7' })
  await choose('Show only this')
  expect(explorer.getState().view).toEqual({ streams: ['order-7'] })
  await choose('Add as a lane')
  expect(explorer.getState().laneStreams).toEqual(['order-7'])
  await choose('Pin as a timeline track')
  expect(explorer.getState().pinnedTracks).toEqual([{ kind: 'view', label: 'order-7', view: { streams: ['order-7'] } }])
  await choose('Compose an event into it…')
  expect(explorer.getState().composing?.stream).toBe('order-7')
})

test('recent streams are on a shelf that opens', async () => {
  const { explorer, tree } = await shown()
  explorer.getState().setView({ streams: [streamName('order-9')] })
  await tree.getByRole('treeitem', { name: 'Recent 1' }).click()
  await tree.getByRole('treeitem', { name: 'order-9', exact: true }).click()
  expect(explorer.getState().view).toEqual({ streams: ['order-9'] })
})

test('a stream that appears is counted', async () => {
  const { host, tree } = await shown()
  await host.append(new EventBuilder().stream('refund-1').type('RefundIssued').build())
  await expect.element(tree.getByRole('treeitem', { name: 'refund 1' })).toBeVisible()
})
