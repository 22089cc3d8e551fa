import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { TypesPanel } from '../../../src/renderer/type-catalogue/TypesPanel.tsx'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'

async function shown() {
  const shipped = new EventBuilder().stream('order-1').type('ItemShipped').build()
  const opened = await openedExplorer([...shop(30), shipped])
  await render(
    <div style={{ width: 240, height: 400 }}>
      <TypesPanel explorer={opened.explorer} />
    </div>,
  )
  return { ...opened, tree: page.getByRole('tree', { name: 'Types' }) }
}

function names(): readonly (string | null)[] {
  return page
    .getByRole('treeitem')
    .elements()
    .map((item) => item.textContent)
}

test('types are listed with how many events each has, the most frequent first or by name', async () => {
  await shown()
  await expect.element(page.getByText('3 types')).toBeVisible()
  expect(names()).toEqual(['OrderPlaced30', 'PaymentTaken30', 'ItemShipped1'])
  await page.getByRole('button', { name: 'Name' }).click()
  expect(names()).toEqual(['ItemShipped1', 'OrderPlaced30', 'PaymentTaken30'])
})

test('the filter narrows the list and says how far', async () => {
  await shown()
  await page.getByRole('searchbox', { name: 'Filter types' }).fill('ed')
  await expect.element(page.getByText('2 of 3 types')).toBeVisible()
  expect(names()).toEqual(['OrderPlaced30', 'ItemShipped1'])
  await page.getByRole('searchbox', { name: 'Filter types' }).fill('nobody')
  await expect.element(page.getByText('0 of 3 types')).toBeVisible()
})

test('a click narrows the log to a type, another shows what is known of it', async () => {
  const { explorer, tree } = await shown()
  await tree.getByRole('treeitem', { name: 'OrderPlaced 30' }).click()
  expect(explorer.getState().view).toEqual({ types: ['OrderPlaced'] })
  expect(explorer.getState().shownType).toBeUndefined()
  await tree.getByRole('treeitem', { name: 'OrderPlaced 30' }).click()
  expect(explorer.getState()).toMatchObject({ side: 'type', shownType: { type: 'OrderPlaced' } })
})

test('the keyboard does the same', async () => {
  const { explorer, tree } = await shown()
  tree.element().focus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(explorer.getState().view).toEqual({ types: ['PaymentTaken'] })
  await userEvent.keyboard('{Enter}')
  expect(explorer.getState().shownType?.type).toBe('PaymentTaken')
})

test('the menu of a type shows its details, leaves it out, or makes a track or a projection of it', async () => {
  const { explorer, tree } = await shown()
  const choose = async (item: string): Promise<void> => {
    await tree.getByRole('treeitem', { name: 'ItemShipped 1' }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: item }).click()
  }
  await choose('Details')
  expect(explorer.getState().shownType?.type).toBe('ItemShipped')
  await choose('Exclude')
  expect(explorer.getState().view).toEqual({ where: '-type:ItemShipped' })
  await choose('Pin as a timeline track')
  expect(explorer.getState().pinnedTracks).toMatchObject([{ label: 'ItemShipped', view: { types: ['ItemShipped'] } }])
  await choose('New projection from it…')
  expect(explorer.getState()).toMatchObject({ choosingProjection: true, starterType: 'ItemShipped' })
})

test('a type that comes to be is counted', async () => {
  const { host, tree } = await shown()
  await host.append(new EventBuilder().stream('refund-1').type('RefundIssued').build())
  await expect.element(tree.getByRole('treeitem', { name: 'RefundIssued 1' })).toBeVisible()
})
