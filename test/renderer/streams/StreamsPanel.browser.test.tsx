import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
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
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
  await expect.element(tree.getByRole('treeitem', { name: 'order-1 2' })).toBeVisible()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(explorer.getState().view).toEqual({ streams: ['order-1'] })
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  await expect.element(tree.getByRole('treeitem', { name: 'order 600' })).toHaveAttribute('aria-expanded', 'false')
})

test('of hundreds of streams only those in sight are in the document, and the last can be reached', async () => {
  const { tree } = await shown()
  tree.element().focus()
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}{End}')
  await expect.element(tree.getByRole('treeitem', { name: 'order-99 2' })).toBeVisible()
  expect(tree.getByRole('treeitem').elements().length).toBeLessThan(50)
})

test('the filter finds streams by any part of their name', async () => {
  const { tree } = await shown()
  await page.getByRole('searchbox', { name: 'Filter streams' }).fill('R-29')
  await expect.element(page.getByText('11 streams found')).toBeVisible()
  await expect.element(tree.getByRole('treeitem', { name: 'order-290 2' })).toBeVisible()
  expect(tree.getByRole('treeitem').elements()).toHaveLength(11)
})

test('a stream that appears is counted', async () => {
  const { host, tree } = await shown()
  await host.append(new EventBuilder().stream('refund-1').type('RefundIssued').build())
  await expect.element(tree.getByRole('treeitem', { name: 'refund 1' })).toBeVisible()
})
