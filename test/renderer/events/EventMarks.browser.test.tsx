import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { position } from '../../../src/core/event.ts'
import { MemoryHost } from '../memory-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import { showWindow } from '../window.tsx'

test('events that count no longer are marked in the log and in the inspector, beside columns of the store’s own', async () => {
  const host = new MemoryHost()
  host.marks = new Map([
    [2, 'archived'],
    [3, 'deleted'],
    [4, 'purged'],
  ])
  host.own = [{ name: 'partition', value: 'emt:default' }]
  const { explorer } = await openedExplorer(shop(3), { host })
  await showWindow(explorer)
  const grid = page.getByRole('grid', { name: 'Events' })
  await expect.element(grid.getByRole('gridcell', { name: 'PaymentTaken archived' })).toBeVisible()
  await expect.element(grid.getByRole('gridcell', { name: 'OrderPlaced deleted' })).toBeVisible()
  await expect.element(grid.getByRole('gridcell', { name: 'PaymentTaken purged' })).toBeVisible()

  explorer.getState().selectEvent(position(2))
  const inspector = page.getByRole('region', { name: 'Event', exact: true })
  await expect
    .element(inspector.getByRole('region', { name: 'Archived' }))
    .toHaveTextContent('Archived: the store keeps it, and its readers pass over it.')
  await expect.element(inspector.getByRole('region', { name: 'Data', exact: true })).toBeVisible()
  await expect
    .element(inspector.getByRole('region', { name: "Store's own columns" }))
    .toHaveTextContent("Store's own columnspartitionemt:default")

  explorer.getState().selectEvent(position(4))
  await expect.element(inspector.getByRole('region', { name: 'Purged' })).toBeVisible()
  await expect.element(inspector.getByRole('region', { name: 'Data', exact: true })).not.toBeInTheDocument()
})
