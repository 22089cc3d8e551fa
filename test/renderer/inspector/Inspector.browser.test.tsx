import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import { Inspector } from '../../../src/renderer/inspector/Inspector.tsx'
import type { StartProjection } from '../../../src/renderer/state/projection-port.ts'
import { folding } from '../folding-projection.ts'
import { MemoryHost } from '../memory-host.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

async function inspecting(at: number, startProjection?: StartProjection) {
  const opened = await openedExplorer(shop(3), { ...(startProjection && { startProjection }) })
  opened.explorer.getState().selectEvent(position(at))
  await render(
    <div style={{ width: 340, height: 600 }}>
      <Inspector explorer={opened.explorer} />
    </div>,
  )
  return { ...opened, region: page.getByRole('region', { name: 'Event' }) }
}

test('an event tells its type, stream, version, position, time to the microsecond, id and schema', async () => {
  const { region } = await inspecting(3)
  await expect.element(region.getByRole('heading', { name: 'OrderPlaced' })).toBeVisible()
  for (const text of [
    'order-2@1',
    '2026-03-01 10:00:04.000000 UTC',
    '00000000-0000-4000-8000-000000000002',
    'version 1',
  ])
    await expect.element(region.getByText(text, { exact: true })).toBeVisible()
})

test('numbers past 2^53 are shown as they were written', async () => {
  const { region } = await inspecting(3)
  const data = region.getByRole('tree', { name: 'Data', exact: true })
  await expect.element(data.getByRole('treeitem', { name: 'big: 12345678901234567890' })).toBeVisible()
})

test('a tree closes and opens again', async () => {
  const { region } = await inspecting(3)
  const data = region.getByRole('tree', { name: 'Data', exact: true })
  await data.getByRole('treeitem', { name: '{', exact: true }).click()
  await expect.element(data.getByRole('treeitem', { name: '{ 2 members }' })).toBeVisible()
  expect(data.getByRole('treeitem').elements()).toHaveLength(1)
})

test('cause and effects lead to each other', async () => {
  const { explorer, region } = await inspecting(4)
  await region
    .getByRole('region', { name: 'Cause' })
    .getByRole('button', { name: /^OrderPlaced/ })
    .click()
  await expect.element(region.getByRole('heading', { name: 'OrderPlaced' })).toBeVisible()
  expect(explorer.getState()).toMatchObject({ selected: 3, playhead: 6 })
  await region
    .getByRole('region', { name: 'Effects' })
    .getByRole('button', { name: /^PaymentTaken/ })
    .click()
  await expect.element(region.getByRole('heading', { name: 'PaymentTaken' })).toBeVisible()
})

test('previous and next lead along the stream and end with it', async () => {
  const { explorer, region } = await inspecting(3)
  await expect
    .element(region.getByRole('button', { name: 'Previous in stream' }))
    .toHaveAttribute('aria-disabled', 'true')
  const next = region.getByRole('button', { name: 'Next in stream' })
  await next.click()
  await expect.element(next).toHaveAttribute('aria-disabled', 'true')
  await expect.element(next).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(explorer.getState().selected).toBe(4)
})

test('the playhead moves to the event only when asked to', async () => {
  const { explorer, region } = await inspecting(3)
  await expect.element(region.getByRole('heading', { name: 'OrderPlaced' })).toBeVisible()
  expect(explorer.getState().playhead).toBe(6)
  await region.getByRole('button', { name: 'Move playhead here' }).click()
  expect(explorer.getState().playhead).toBe(3)
})

test('of an event that was purged it says when and by whom, in place of its data', async () => {
  const host = new MemoryHost()
  host.purged = { atUs: 1_772_360_551_000_000, by: 'ada' }
  const { explorer } = await openedExplorer(shop(3), { host })
  explorer.getState().selectEvent(position(3))
  await render(
    <div style={{ width: 340, height: 600 }}>
      <Inspector explorer={explorer} />
    </div>,
  )
  const region = page.getByRole('region', { name: 'Purged' })
  await expect.element(region).toHaveTextContent('Data and metadata were purged on 2026-03-01 10:22:31 UTC by ada.')
  await expect.element(page.getByRole('region', { name: 'Data', exact: true })).not.toBeInTheDocument()
})

test('what an event did to each open projection is told, down to what it changed', async () => {
  const { region } = await inspecting(4, folding())
  const part = region.getByRole('region', { name: 'In the open projections' })
  const changes = part.getByRole('tree', { name: 'Orders: what it changed in order-2' }).first()
  await expect.element(changes.getByRole('treeitem', { name: /status.*placed.*paid/ })).toBeVisible()
})
