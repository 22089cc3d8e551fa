import { expect, test } from 'vitest'
import { position } from '../../../../src/core/event.ts'
import { ordersSource, readingOrders } from './read-model-tests.tsx'

async function diff() {
  const all = await readingOrders()
  all.explorer.getState().setReadForm(all.id, 'diff')
  return all
}

test('what differs since a marked moment is listed with the events that did it', async () => {
  const { explorer, model } = await diff()
  explorer.getState().scrubTo(position(1))
  await model.getByRole('button', { name: 'Mark this moment' }).click()
  explorer.getState().scrubTo(position(3))
  await expect.element(model.getByText('2 cells differ.')).toBeVisible()
  const first = model.getByRole('tree', { name: 'How order-1 differs' })
  await expect.element(first.getByRole('treeitem', { name: 'cents: 0 → 300' })).toBeVisible()
  await expect.element(first.getByRole('treeitem', { name: '… 1 the same' })).not.toBeInTheDocument()
  await expect.element(first.getByRole('treeitem', { name: 'note: "gift"' })).toBeVisible()
  await model.getByRole('button', { name: '#2' }).click()
  expect(explorer.getState().selected).toBe(2)
})

test('before and after of the selected event', async () => {
  const { explorer, model } = await diff()
  explorer.getState().selectEvent(position(4))
  await model.getByRole('button', { name: 'Event' }).click()
  await expect.element(model.getByText('1 cell differs.')).toBeVisible()
  const tree = model.getByRole('tree', { name: 'How order-2 differs' })
  await expect.element(tree.getByRole('treeitem', { name: '0: "tea"' })).toBeVisible()
  explorer.getState().selectEvent(position(5))
  await expect.element(model.getByText('It changed nothing.')).toBeVisible()
})

test('a projection is compared with what it was before an edit', async () => {
  const { explorer, id, model, rest } = await diff()
  await model.getByRole('button', { name: 'Projections' }).click()
  await expect.element(model.getByText(/There is no other projection/)).toBeVisible()
  explorer.getState().editProjection(id, ordersSource({ cents: 'e.data.cents * 2' }))
  await rest()
  await expect.element(model.getByRole('combobox', { name: 'Compare with' })).toHaveTextContent('One edit ago')
  await model.getByRole('button', { name: 'Compare' }).click()
  await expect.element(model.getByText(/^3 cells differ at 7\. They part at/)).toBeVisible()
  const tree = model.getByRole('tree', { name: 'How order-3 differs' })
  await expect.element(tree.getByRole('treeitem', { name: 'cents: 200 → 400' })).toBeVisible()
})
